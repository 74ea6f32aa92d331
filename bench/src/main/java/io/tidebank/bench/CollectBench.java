package io.tidebank.bench;

import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures how many events one thread turns from the bytes of batches into touches, without HTTP and without storage.
 *
 * <p>Arguments: seconds to measure, 5 unless told; events in a batch, 100 unless told.
 */
public final class CollectBench {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CONTEXT = """
            {"ip":"203.0.113.7","locale":"en-GB","timezone":"Europe/London",\
            "library":{"name":"analytics.js","version":"npm:next-1.84.1"},\
            "page":{"path":"/shoes/running/42","referrer":"https://www.google.com/","search":"",\
            "title":"Running shoes","url":"https://shop.example/shoes/running/42"},\
            "userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"}""";

    private CollectBench() {}

    /** Prints events per second of CPU time of one thread, for ordinary tracks and for orders of three lines. */
    public static void main(String[] arguments) throws IOException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Path home = Files.createTempDirectory("collect-bench");
        BrandKeys.make(home, "bench");
        MethodFiles methods = new MethodFiles(null);
        LiveReader reader =
                LiveReader.open(new LiveReader.Parts(home, "bench", "GBP", methods, TouchKindsFile.read(methods)));
        measure("track", reader, batches(size, CollectBench::track), seconds);
        measure("order of 3 lines", reader, batches(Math.min(size, 50), CollectBench::order), seconds);
        measure("identify", reader, batches(size, CollectBench::identify), seconds);
    }

    private interface Item {
        String of(int number);
    }

    private static List<byte[]> batches(int size, Item item) {
        List<byte[]> batches = new ArrayList<>();
        for (int batch = 0; batch < 20; batch++) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                items.add(item.of(batch * size + i));
            }
            String body = "{\"batch\":[%s],\"sentAt\":\"2026-11-21T11:59:59.900Z\",\"writeKey\":\"k\"}"
                    .formatted(String.join(",", items));
            batches.add(body.getBytes(StandardCharsets.UTF_8));
        }
        return batches;
    }

    private static String track(int number) {
        return """
                {"type":"track","event":"Product Viewed","messageId":"ajs-next-1763726399000-%08d-aaaa-bbbb-cccc",\
                "anonymousId":"5f0c9c8e-0000-4000-8000-%012d","userId":null,"timestamp":"2026-11-21T11:59:58.%03dZ",\
                "properties":{"product_id":"p-%d","sku":"sku-%d","category":"Shoes","name":"Runner","brand":"Acme",\
                "variant":"blue","price":89.95,"quantity":1,"currency":"GBP","position":3},\
                "context":%s,"integrations":{}}""".formatted(number, number % 997, number % 1000, number % 300, number % 300, CONTEXT);
    }

    private static String order(int number) {
        return """
                {"type":"track","event":"Order Completed","messageId":"m-%08d","userId":"u-%d",\
                "timestamp":"2026-11-21T11:59:58.%03dZ","properties":{"order_id":"o-%d","revenue":120.5,"shipping":5,\
                "tax":20,"discount":9.5,"currency":"GBP","products":[\
                {"product_id":"p1","name":"A","price":60,"quantity":1,"category":"Shoes"},\
                {"product_id":"p2","name":"B","price":30,"quantity":2,"category":"Shoes"},\
                {"product_id":"p3","name":"C","price":10,"quantity":1,"category":"Socks"}]},\
                "context":%s}""".formatted(number, number % 997, number % 1000, number, CONTEXT);
    }

    private static String identify(int number) {
        return """
                {"type":"identify","messageId":"m-%08d","userId":"u-%d","anonymousId":"a-%d",\
                "timestamp":"2026-11-21T11:59:58.%03dZ","traits":{"email":"u%d@example.com","phone":"+4420%08d",\
                "name":"Jane Doe","plan":"gold"},"context":%s}""".formatted(number, number, number, number % 1000, number, number, CONTEXT);
    }

    private static void measure(String name, LiveReader reader, List<byte[]> batches, int seconds) {
        run(reader, batches, seconds * 500_000_000L);
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long[] counts = run(reader, batches, seconds * 1_000_000_000L);
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-18s %,9.0f events/s of CPU  %,9.0f touches/s  %6.1f MB/s%n",
                name,
                counts[0] / used,
                counts[1] / used,
                counts[2] / used / 1e6);
    }

    /** Events, touches and bytes that went through in this time. */
    private static long[] run(LiveReader reader, List<byte[]> batches, long nanos) {
        Source source = new Source("bench", "web", true, Set.of(), null, NOW);
        Call call = Call.of(Endpoint.BATCH, NOW);
        long[] counts = new long[3];
        long end = System.nanoTime() + nanos;
        for (int i = 0; System.nanoTime() < end; i++) {
            byte[] body = batches.get(i % batches.size());
            if (!(reader.parse(call, body) instanceof Request.Accepted accepted)) {
                throw new IllegalStateException("The bench's own batch is refused");
            }
            Reading reading = reader.read(source, accepted);
            if (!reading.bad().isEmpty()) {
                throw new IllegalStateException("The bench's own events are bad: " + reading.bad());
            }
            counts[0] += accepted.events().size();
            counts[1] += reading.touches().size();
            counts[2] += body.length;
        }
        return counts;
    }
}
