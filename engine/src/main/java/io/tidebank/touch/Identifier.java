package io.tidebank.touch;

/**
 * What a touch says about who it was: {@code user}, {@code anonymous}, {@code phone#} (keyed hash), {@code openid} ...
 *
 * @param type lower case, without a colon; ends in '#' where the value is a keyed hash
 * @param value as the sender wrote it, or the hash in hex
 */
public record Identifier(String type, String value) {

    /** {@code type:value}, as {@code primary_id} and the identity tables write it. */
    public String text() {
        return type + ":" + value;
    }
}
