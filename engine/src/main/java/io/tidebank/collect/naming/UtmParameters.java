package io.tidebank.collect.naming;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The campaign in the address of a page, for senders that leave it there. */
final class UtmParameters {

    private static final String PREFIX = "utm_";

    private UtmParameters() {}

    /** The campaign as {@code context.campaign} would tell it; empty if the address names none. */
    static ObjectNode in(@Nullable String address) {
        ObjectNode campaign = JsonNodeFactory.instance.objectNode();
        int at = address == null ? -1 : address.indexOf(PREFIX);
        while (address != null && at > 0) {
            int equals = address.indexOf('=', at);
            int end = end(address, at);
            if (equals > at && equals < end && "?&#;".indexOf(address.charAt(at - 1)) >= 0) {
                String name = address.substring(at + PREFIX.length(), equals);
                campaign.put(name.equals("campaign") ? "name" : name, decoded(address.substring(equals + 1, end)));
            }
            at = address.indexOf(PREFIX, end);
        }
        return campaign;
    }

    private static int end(String address, int from) {
        int end = from;
        while (end < address.length() && "&#;".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
