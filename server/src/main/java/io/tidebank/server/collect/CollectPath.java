package io.tidebank.server.collect;

import io.tidebank.collect.protocol.Endpoint;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a sender's path asks for. SDKs of several makers and times are served: long and one-letter names, with and without
 * a slash at the end.
 */
public sealed interface CollectPath {

    /** Events in the body. */
    record Events(Endpoint endpoint) implements CollectPath {}

    /** Events in the address; answered with a picture whatever they are. */
    record Pixel(Endpoint endpoint) implements CollectPath {}

    /** What a page asks for its source. */
    sealed interface OfSource extends CollectPath {

        String writeKey();
    }

    /** What a browser's SDK asks before it sends anything. */
    record Settings(String writeKey) implements OfSource {}

    /** The browser's SDK itself, for pages without a build. */
    record Script(String writeKey) implements OfSource {}

    /** A further file of it, which it loads when it needs it. */
    record ScriptPart(String name) implements CollectPath {}

    /** What RudderStack's asks before it sends anything. */
    record SourceConfig() implements CollectPath {}

    /** What SDKs tell of themselves; nobody needs it here. */
    record SelfMetrics() implements CollectPath {}

    /** What load balancers and SDKs ask a gateway. */
    record Greeting() implements CollectPath {}

    /** What search engines ask: nothing here is for them. */
    record NotForRobots() implements CollectPath {}

    /** A document of another system, told by its source's write key. */
    record Document() implements CollectPath {}

    /** Lists of people that others keep; no touches. */
    record AudienceList() implements CollectPath {}

    /** No such path. */
    record Unknown() implements CollectPath {}

    /** First parts of paths that belong to collection. */
    Set<String> ROOTS = Set.of(
            "v1",
            "beacon",
            "pixel",
            "sourceConfig",
            "rsaMetrics",
            "analytics.js",
            "analytics-next",
            "next-integrations");

    /** What other systems call: see {@link WebhookServlet}. */
    String WEBHOOKS = "webhooks";

    /** Single addresses that gateways of events have beside those. */
    Set<String> ALONE = Set.of("/health", "/version", "/robots.txt");

    /** Where those call, as a pattern of a servlet container. */
    String OF_OTHERS = "/" + WEBHOOKS + "/*";

    /** Where senders call, as patterns of a servlet container. */
    static String[] ofSenders() {
        return Stream.concat(ROOTS.stream().map(root -> "/" + root + "/*"), ALONE.stream())
                .toArray(String[]::new);
    }

    /** Everything that anyone may call, as such patterns. */
    static String[] patterns() {
        return Stream.concat(Arrays.stream(ofSenders()), Stream.of(OF_OTHERS)).toArray(String[]::new);
    }

    static CollectPath of(String path) {
        String[] parts = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        return switch (parts.length > 1 ? parts[1] : "") {
            case "v1" -> v1(parts);
            case "beacon" -> parts.length == 4 && parts[3].equals("batch") ? new Events(Endpoint.BATCH) : new Unknown();
            case "pixel" -> parts.length == 4 ? pixel(parts[3]) : new Unknown();
            case "sourceConfig" -> new SourceConfig();
            case "rsaMetrics" -> new SelfMetrics();
            case "health", "version" -> parts.length == 2 ? new Greeting() : new Unknown();
            case "analytics.js" -> script(parts);
            case "analytics-next" ->
                parts.length == 4 && parts[2].equals("bundles") ? new ScriptPart(parts[3]) : new Unknown();
            case "robots.txt" -> new NotForRobots();
            default -> new Unknown();
        };
    }

    private static CollectPath v1(String[] parts) {
        if (parts.length == 3) {
            Endpoint endpoint = Endpoint.at(parts[2]);
            if (endpoint != null) {
                return new Events(endpoint);
            }
            return switch (parts[2]) {
                case "m" -> new SelfMetrics();
                case "webhook" -> new Document();
                case "audiencelist" -> new AudienceList();
                case "health", "version" -> new Greeting();
                default -> new Unknown();
            };
        }
        if (parts.length == 4 && parts[2].equals("pixel")) {
            return pixel(parts[3]);
        }
        boolean settings = parts.length == 5 && parts[2].equals("projects") && parts[4].equals("settings");
        return settings ? new Settings(parts[3]) : new Unknown();
    }

    private static CollectPath script(String[] parts) {
        boolean script = parts.length == 5
                && parts[2].equals("v1")
                && (parts[4].equals("analytics.min.js") || parts[4].equals("analytics.js"));
        return script ? new Script(parts[3]) : new Unknown();
    }

    private static CollectPath pixel(String name) {
        @Nullable Endpoint endpoint = Endpoint.at(name);
        return endpoint == null || endpoint.type() == null ? new Unknown() : new Pixel(endpoint);
    }
}
