package io.tidebank.collect.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the bytes are there is an outcome, and what is taken can be kept. A failure names its seed and round. */
class RequestFuzzTest {

    private static final int ROUNDS = 4_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final BigDecimal TOO_MUCH = new BigDecimal("1e14");
    private static final String ORDER = """
            {"type":"track","event":"Order Completed","messageId":"m1","userId":"u1","timestamp":"2026-11-21T11:59:58.000Z",\
            "properties":{"order_id":"o1","revenue":120.5,"discount":9.5,"currency":"CNY","rating":4,"products":[\
            {"product_id":"p1","name":"A","price":60,"quantity":1},{"product_id":"p2","price":"30","quantity":2}]},\
            "context":{"campaign":{"source":"x","medium":"cpc"},"device":{"id":"d"},"traits":{"email":"j@x.com"},\
            "page":{"url":"https://s.com/?email=j@x.com&q=1","referrer":"https://g.com"},"userAgent":"Firefox",\
            "externalIds":[{"id":"1","type":"loyalty_id"}],"consent":{"categoryPreferences":{"a":true}}}}""";
    private static final List<String> BODIES = List.of(
            "{\"batch\":[%s,%s],\"sentAt\":\"2026-11-21T11:59:59.000Z\",\"writeKey\":\"k\",\"context\":{\"locale\":\"de\"}}"
                    .formatted(ORDER, ORDER.replace("m1", "m2").replace("Order Completed", "Product Reviewed")),
            "{\"batch\":[{\"type\":\"identify\",\"userId\":5,\"traits\":{\"email\":\"A@b.com\",\"phone\":\"13800138000\"}},"
                    + "{\"type\":\"alias\",\"userId\":\"a\",\"previousId\":\"b\"},{\"type\":\"page\",\"anonymousId\":\"x\"}]}");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\" \"",
            "-1",
            "0",
            "1e400",
            "-1e-400",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "-1e-2147483648",
            "1e19",
            "1.5e300",
            "99999999999999999999999999",
            "0.00005",
            "\"1e999999999\"",
            "\"NaN\"",
            "NaN",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "[[[[[[[[[[1]]]]]]]]]]",
            "{\"a\":{\"b\":{\"c\":1}}}",
            "[null,1,\"x\",{}]",
            "\"😀\"",
            "\"*\"",
            "\"@\"",
            "\"?=&=%40@@.\"",
            "\"://\"",
            "\"2026-99-99\"",
            "9223372036854775808",
            "\"a\\u202eb\"");

    @TempDir
    Path home;

    private LiveReader reader;

    @BeforeEach
    void open() {
        reader = new LiveBrand(home).reader();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyBodyHasAnOutcome(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(random);
            Endpoint endpoint = random.nextInt(4) > 0 ? Endpoint.BATCH : Endpoint.values()[random.nextInt(6)];
            try {
                accepted += taken(endpoint, body);
            } catch (RuntimeException | AssertionError e) {
                fail("seed %d, round %d, %s: %s".formatted(seed, round, endpoint, new String(body, UTF_8)), e);
            }
        }
        assertThat(accepted).isBetween(ROUNDS / 20, ROUNDS);
    }

    private int taken(Endpoint endpoint, byte[] body) {
        return switch (reader.parse(Call.of(endpoint, LiveBrand.NOW), body)) {
            case Request.Refused refused -> {
                assertThat(refused.message()).isNotBlank();
                yield 0;
            }
            case Request.Accepted accepted -> {
                Reading reading = reader.read(LiveBrand.WEB, accepted);
                Set<String> ids = new HashSet<>();
                reading.touches().forEach(touch -> {
                    canBeKept(touch);
                    assertThat(ids.add(touch.touchId())).isTrue();
                });
                reading.bad().forEach(bad -> assertThat(bad.field()).isNotBlank());
                yield 1;
            }
        };
    }

    private static void canBeKept(Touch touch) {
        assertThat(touch.occurredAt()).isBetween(Instant.EPOCH, LiveBrand.NOW.plusSeconds(24 * 3600));
        for (BigDecimal number : Arrays.asList(touch.quantity(), touch.amount(), touch.amountHome())) {
            if (number != null) {
                assertThat(number.abs()).isLessThan(TOO_MUCH);
                assertThat(number.scale()).isBetween(0, 4);
            }
        }
        for (String json : Arrays.asList(touch.context(), touch.properties())) {
            if (json != null) {
                assertThat(JSON.readTree(json).isObject()).isTrue();
            }
        }
        String all = touch.toString();
        assertThat(new String(all.getBytes(UTF_8), UTF_8)).isEqualTo(all);
        assertThat(all).doesNotContain("\u0000").doesNotContain("j@x.com").doesNotContain("A@b.com");
    }

    private static byte[] mutated(Random random) {
        String body = BODIES.get(random.nextInt(BODIES.size()));
        for (int n = random.nextInt(3); n > 0; n--) {
            body = otherValue(body, random);
        }
        byte[] bytes = body.getBytes(UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> flipped(bytes, random);
            case 2 -> spliced(bytes, random);
            default -> bytes;
        };
    }

    /** What stands behind some colon becomes something else. */
    private static String otherValue(String body, Random random) {
        int colon = body.indexOf("\":", random.nextInt(body.length()));
        if (colon < 0) {
            return body;
        }
        int end = colon + 2;
        for (int depth = 0; end < body.length(); end++) {
            char c = body.charAt(end);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c == ',')) {
                break;
            }
        }
        return body.substring(0, colon + 2) + VALUES.get(random.nextInt(VALUES.size())) + body.substring(end);
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        for (int n = random.nextInt(1, 5); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(bytes.length - Math.max(from, to), 60));
        System.arraycopy(bytes.clone(), from, bytes, to, length);
        return bytes;
    }
}
