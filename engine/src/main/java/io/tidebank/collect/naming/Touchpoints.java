package io.tidebank.collect.naming;

import io.tidebank.collect.naming.EventRule.Way;
import io.tidebank.collect.protocol.JsonText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * By which way a person came to an event, first come first: what the event says itself; the rule's own way; the campaign;
 * the page that led here; the site or app it happened on.
 */
public final class Touchpoints {

    private static final String OTHER_MEDIUM = "campaign";

    private final Map<String, String> media;
    private final Map<String, String> referrers;

    /**
     * Knows media and referrers.
     *
     * @param media family of the touchpoint by {@code utm_medium}, in lower case
     * @param referrers touchpoint by host, or the end of a host behind a dot
     */
    Touchpoints(Map<String, String> media, Map<String, String> referrers) {
        this.media = new LinkedHashMap<>(media);
        this.referrers = new LinkedHashMap<>(referrers);
    }

    /** The touchpoint; null if nothing tells. */
    public @Nullable String of(@Nullable Way way, JsonNode properties, JsonNode context) {
        String own = JsonText.of(properties, "touchpoint");
        if (own != null) {
            return filled(Slug.path(own.split("\\.", -1)));
        }
        if (way != null) {
            return way(way, properties);
        }
        String campaign = campaign(context.path("campaign"));
        campaign = campaign == null ? campaign(UtmParameters.in(JsonText.of(context.path("page"), "url"))) : campaign;
        if (campaign != null) {
            return campaign;
        }
        String here = host(JsonText.of(context.path("page"), "url"));
        String referrer = referrer(context, properties, here);
        return referrer == null ? surface(here, context) : referrer;
    }

    private static @Nullable String filled(String path) {
        return path.isEmpty() ? null : path;
    }

    private static String way(Way way, JsonNode properties) {
        for (String name : way.from()) {
            String part = JsonText.of(properties, name);
            if (part != null) {
                String slug = Slug.of(part);
                return slug.isEmpty() ? way.family() : way.family() + "." + slug;
            }
        }
        return way.family();
    }

    private @Nullable String campaign(JsonNode campaign) {
        String source = JsonText.of(campaign, "source");
        String medium = JsonText.of(campaign, "medium");
        String name = JsonText.of(campaign, "name");
        if (source == null && medium == null && name == null) {
            return null;
        }
        String family = medium == null
                ? OTHER_MEDIUM
                : media.getOrDefault(medium.strip().toLowerCase(Locale.ROOT), OTHER_MEDIUM);
        String rest = Slug.path(source == null ? "" : source, name == null ? "" : name);
        return rest.isEmpty() ? family : family + "." + rest;
    }

    private @Nullable String referrer(JsonNode context, JsonNode properties, String here) {
        String address = JsonText.of(context.path("page"), "referrer");
        address = address == null ? JsonText.of(context.path("referrer"), "url") : address;
        address = address == null ? JsonText.of(properties, "referrer") : address;
        String host = host(address);
        if (host.isEmpty() || host.equals(here)) {
            return null;
        }
        for (int dot = -1; dot < host.length(); ) {
            String known = referrers.get(host.substring(dot + 1));
            if (known != null) {
                return known;
            }
            dot = host.indexOf('.', dot + 1);
            if (dot < 0) {
                break;
            }
        }
        return filled(Slug.path("referral", host));
    }

    private static @Nullable String surface(String here, JsonNode context) {
        if (!here.isEmpty()) {
            return Slug.path("web", here);
        }
        String app = JsonText.of(context.path("app"), "name");
        return app == null ? null : Slug.path("app", app);
    }

    /** The host of an address, in lower case and without {@code www.}; empty if there is none. */
    static String host(@Nullable String address) {
        if (address == null) {
            return "";
        }
        int from = address.indexOf("://");
        if (from < 0) {
            return "";
        }
        from += 3;
        int to = from;
        while (to < address.length() && "/?#:".indexOf(address.charAt(to)) < 0) {
            to++;
        }
        int user = address.lastIndexOf('@', to - 1);
        String host = address.substring(user > from ? user + 1 : from, to).toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
