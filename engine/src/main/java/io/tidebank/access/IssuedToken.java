package io.tidebank.access;

/**
 * A token at the one moment when it can be read.
 *
 * @param secret the whole of it, as it is sent
 */
public record IssuedToken(ApiToken token, String secret) {

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "IssuedToken[%s, secret=hidden]".formatted(token);
    }
}
