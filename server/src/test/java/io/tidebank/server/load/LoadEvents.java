package io.tidebank.server.load;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an SDK for the server sends of people who look at something: each event once, of 100,000 people. */
final class LoadEvents {

    private final AtomicLong names = new AtomicLong();

    /** The body of one call, or of a batch. */
    byte[] body(int batch) {
        String events = IntStream.range(0, batch).mapToObj(i -> event()).collect(Collectors.joining(","));
        return (batch == 1 ? events : "{\"batch\":[" + events + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private String event() {
        long n = names.incrementAndGet();
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"node-next-1763720000000-" + n
                + "\",\"userId\":\"u" + n % 100_000
                + "\",\"properties\":{\"product_id\":\"sku-" + n % 5000
                + "\",\"category\":\"lamps\",\"name\":\"Reading lamp\",\"brand\":\"Lumen\",\"price\":24.9,\"quantity\":1,"
                + "\"currency\":\"EUR\"},\"context\":{\"library\":{\"name\":\"@segment/analytics-node\",\"version\":\"3.1.0\"}},"
                + "\"integrations\":{},\"_metadata\":{\"nodeVersion\":\"20.20.2\",\"jsRuntime\":\"node\"}}";
    }
}
