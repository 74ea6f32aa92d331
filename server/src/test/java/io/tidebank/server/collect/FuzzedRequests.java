package io.tidebank.server.collect;

import io.tidebank.server.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Requests as nobody should send them, the same for the same seed. */
final class FuzzedRequests {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TYPES =
            List.of("track", "identify", "page", "screen", "group", "alias", "TRACK", "", "dance", "null");
    private static final List<String> FIELDS = List.of(
            "type",
            "event",
            "userId",
            "anonymousId",
            "previousId",
            "groupId",
            "messageId",
            "timestamp",
            "sentAt",
            "originalTimestamp",
            "properties",
            "traits",
            "context",
            "integrations",
            "name",
            "category",
            "writeKey");
    private static final List<String> PROPERTIES = List.of(
            "product_id",
            "price",
            "quantity",
            "currency",
            "revenue",
            "products",
            "order_id",
            "email",
            "rating",
            "items");
    private static final List<String> EVENTS = List.of(
            "Product Viewed",
            "Order Completed",
            "Order Refunded",
            "Product Reviewed",
            "Email Opened",
            "own",
            " ",
            "\u0000");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "NaN",
            "\uD83C\uDF75",
            "\uFEFF",
            "a\u0000b",
            "2026-11-21T12:00:00Z",
            "9999-99-99",
            "-1e400",
            "'; DROP TABLE touch; --",
            "<script>",
            "x".repeat(5000),
            "\u202E",
            "../../etc",
            "%00",
            "{{7*7}}");
    private static final List<String> NUMBERS = List.of(
            "1e19", "-1.5e300", "1e1000", "1E+1001", "1e1000000000", "1e2147483648", "-1e-2147483648", "1e99999999999");
    private static final int MOST_DEPTH = 90;

    private final Random random;

    FuzzedRequests(Random random) {
        this.random = random;
    }

    /** An event that may have anything in any place. */
    ObjectNode event() {
        ObjectNode event = JSON.objectNode();
        event.put("type", random.nextInt(4) == 0 ? one(TYPES) : "track");
        event.put("event", one(EVENTS)).put("userId", "u" + random.nextInt(50));
        ObjectNode properties = event.putObject("properties");
        for (int i = random.nextInt(5); i > 0; i--) {
            properties.set(one(PROPERTIES), value(3));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.set(one(FIELDS), value(3));
        }
        return event;
    }

    /** A batch of such, with its own surprises. */
    ObjectNode batch() {
        ObjectNode body = JSON.objectNode();
        ArrayNode events = body.putArray("batch");
        for (int i = random.nextInt(12); i > 0; i--) {
            events.add(random.nextInt(8) == 0 ? value(2) : event());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            body.set(one(List.of("context", "sentAt", "integrations", "sequence", "timestamp")), value(3));
        }
        return body;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 ->
                random.nextBoolean()
                        ? JSON.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(300)))
                        : JSON.rawValueNode(new RawValue(one(NUMBERS)));
            case 4, 5 -> JSON.stringNode(one(TEXTS));
            case 6 -> deep(random.nextInt(MOST_DEPTH));
            case 7 -> JSON.arrayNode().add(value(depth - 1)).add(value(depth - 1));
            case 8 -> event();
            default -> JSON.objectNode().set(one(TEXTS), value(depth - 1));
        };
    }

    private static JsonNode deep(int depth) {
        JsonNode node = JSON.numberNode(1);
        for (int i = 0; i < depth; i++) {
            node = JSON.arrayNode().add(node);
        }
        return node;
    }

    /** Bytes that were JSON, or never were. */
    byte[] broken() {
        byte[] bytes = bytes(random.nextBoolean() ? batch() : event());
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> flip(bytes);
            case 2 -> random.nextBytes(bytes);
            case 3 -> bytes = "[".repeat(random.nextInt(100_000)).getBytes(StandardCharsets.US_ASCII);
            case 4 ->
                bytes = "{\"a\":%s}"
                        .formatted("9".repeat(random.nextInt(20_000)))
                        .getBytes(StandardCharsets.US_ASCII);
            case 5 -> bytes = "{\"batch\":[],\"batch\":{},\"batch\":7}".getBytes(StandardCharsets.US_ASCII);
            case 6 -> bytes = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            default -> bytes = gzipped(bytes);
        }
        return bytes;
    }

    private void flip(byte[] bytes) {
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
    }

    /** Compressed in a way that does not hold. */
    private byte[] gzipped(byte[] bytes) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] whole = gzip(bytes);
                yield Arrays.copyOf(whole, random.nextInt(whole.length));
            }
            case 1 -> {
                byte[] damaged = gzip(bytes);
                flip(damaged);
                yield damaged;
            }
            case 2 -> gzip(gzip(bytes));
            default -> gzip(new byte[2 << 20]);
        };
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** A path and query that senders never ask for, mostly. */
    String path() {
        String path = one(List.of(
                "/v1/batch",
                "/v1/track",
                "/v1//track",
                "/v1/import//",
                "/v1/;x=y/track",
                "/v1/track;jsessionid=1",
                "/v1/pixel/track",
                "/pixel/v1/page",
                "/v1/projects//settings",
                "/v1/projects/%2e%2e/settings",
                "/beacon",
                "/sourceConfig/a/b/c",
                "/v1/m",
                "/v1/" + "x".repeat(3000),
                "/v1/%E2%98%95",
                "/rsaMetrics/%00"));
        return random.nextBoolean()
                ? path
                : path + "?"
                        + one(List.of(
                                "",
                                "&&&",
                                "=",
                                "writeKey=",
                                "writeKey=%",
                                "writeKey=%zz",
                                "data=%7B%7D",
                                "data=!!!",
                                "a=" + "b".repeat(3000),
                                "data=eyJhIjo",
                                "properties[a][b][c][d][e][f][g]=1",
                                "properties.a=1&properties=2&properties.a.b=3",
                                "..=.&.=..",
                                "[]=1&][=2",
                                "data=" + "A".repeat(3000)));
    }

    /** A whole request as bytes, not necessarily HTTP. */
    byte[] raw() {
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\n".formatted(path());
        String text = switch (random.nextInt(9)) {
            case 0 -> head + "Content-Length: 1000000\r\n\r\n{\"batch\":[";
            case 1 -> head + "Content-Length: -5\r\n\r\n{}";
            case 2 -> head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
            case 3 -> head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n{";
            case 4 -> head + "Content-Length: 2\r\nContent-Length: 7\r\n\r\n{}";
            case 5 -> head + "X: " + "y".repeat(20_000) + "\r\n\r\n";
            case 6 -> head.substring(0, random.nextInt(head.length()));
            case 7 -> head.replace("Host: localhost\r\n", "") + "\r\n";
            default -> head + "\u0001\u0002: \u0003\r\n: x\r\nAuthorization\r\n\r\n{}";
        };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(JsonNode json) {
        return WireJson.mapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
