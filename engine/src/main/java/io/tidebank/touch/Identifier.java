package io.tidebank.touch;

import java.util.List;

/**
 * What a touch says about who it was: {@code user}, {@code anonymous}, {@code phone#} (keyed hash), {@code openid} ...
 *
 * @param type lower case, without a colon; ends in '#' where the value is a keyed hash
 * @param value as the sender wrote it, or the hash in hex
 */
public record Identifier(String type, String value) {

    /** Types, strongest first: the order in which a touch carries its identifiers. Others come after these. */
    public static final List<String> BY_STRENGTH =
            List.of("user", "loyalty", "phone#", "email#", "openid", "device", "anonymous");

    /** {@code type:value}, as {@code primary_id} and the identity tables write it. */
    public String text() {
        return type + ":" + value;
    }
}
