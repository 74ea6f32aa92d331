package io.tidebank.server.crash;

import io.tidebank.server.collect.LiveServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends single events and batches from several threads, and the same again until it is told that they are taken, as SDKs
 * do; each try goes to the next server, as behind a balancer. Remembers what it was told.
 */
final class PlainSender implements AutoCloseable {

    private static final int THREADS = 3;
    private static final int IN_A_BATCH = 20;
    private static final int NOTE_BYTES = 600;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Set<String> sent = new ConcurrentSkipListSet<>();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Map<String, LongAdder> taken = new ConcurrentHashMap<>();
    private final Set<Integer> statuses = new ConcurrentSkipListSet<>();
    private final List<String> urls;
    private final String writeKey;
    private final Thread[] threads = new Thread[THREADS];
    private volatile boolean ending;

    PlainSender(List<String> urls, String writeKey) {
        this.urls = List.copyOf(urls);
        this.writeKey = writeKey;
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            threads[i] = Thread.ofVirtual().start(() -> run(thread));
        }
    }

    /** Ids of the events whose taking was acknowledged so far. */
    Set<String> acknowledged() {
        return new HashSet<>(acknowledged);
    }

    /** How many requests were taken there so far. */
    long taken(String url) {
        return of(url).sum();
    }

    private LongAdder of(String url) {
        return taken.computeIfAbsent(url, _ -> new LongAdder());
    }

    /** All that servers ever answered. */
    Set<Integer> statuses() {
        return new TreeSet<>(statuses);
    }

    /** Ids of all events that were ever sent; copied one by one, for a sorted copy leaves out the last if more come meanwhile. */
    Set<String> sent() {
        return new HashSet<>(sent);
    }

    private void run(int thread) {
        int tries = thread;
        for (int n = 0; !ending; n++) {
            String name = "plain-%d-%d".formatted(thread, n);
            Collection<String> ids = n % 2 == 0
                    ? Set.of(name)
                    : IntStream.range(0, IN_A_BATCH)
                            .mapToObj(i -> name + "." + i)
                            .collect(Collectors.toSet());
            sent.addAll(ids);
            String events = ids.stream().map(PlainSender::event).collect(Collectors.joining(","));
            while (!isTaken(urls.get(tries++ % urls.size()), events)) {
                pause(ending ? 0 : 50);
                if (ending) {
                    return;
                }
            }
            acknowledged.addAll(ids);
            pause(15);
        }
    }

    /** As large as events are, and of what cannot be compressed. */
    private static String event(String id) {
        byte[] note = new byte[NOTE_BYTES];
        new Random(id.hashCode()).nextBytes(note);
        return "{\"type\":\"track\",\"event\":\"Sent\",\"userId\":\"u\",\"messageId\":\"%s\",\"properties\":{\"note\":\"%s\"}}"
                .formatted(id, Base64.getEncoder().encodeToString(note));
    }

    private boolean isTaken(String url, String events) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/batch"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", LiveServer.basic(writeKey))
                .POST(BodyPublishers.ofString("{\"batch\":[%s]}".formatted(events)))
                .build();
        try {
            int status = http.send(request, BodyHandlers.ofString()).statusCode();
            statuses.add(status);
            boolean isTaken = status == 200;
            if (isTaken) {
                of(url).increment();
            }
            return isTaken;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
        http.close();
    }
}
