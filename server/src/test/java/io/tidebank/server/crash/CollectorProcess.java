package io.tidebank.server.crash;

import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.collect.topic.TopicSettings;
import io.tidebank.server.Listening;
import io.tidebank.server.collect.CollectorServer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A collector in a process of its own, as {@code tidebank collect} runs it, that takes events until it is killed. */
final class CollectorProcess {

    private static final long BODY_BYTES = 64 << 20;

    private CollectorProcess() {}

    /** @param arguments the port, the brokers, and the topic */
    public static void main(String[] arguments) throws InterruptedException {
        TopicSettings settings = TopicSettings.ofCollector(arguments[1], arguments[2], Map.of());
        Listening listening = Listening.loopback(Integer.parseInt(arguments[0]));
        Clock clock = Clock.systemUTC();
        try (CollectorGates gates = CollectorGates.open(settings, clock);
                CollectorServer server = CollectorServer.start(gates, listening, BODY_BYTES, clock)) {
            System.out.println(server.url());
            new CountDownLatch(1).await();
        }
    }
}
