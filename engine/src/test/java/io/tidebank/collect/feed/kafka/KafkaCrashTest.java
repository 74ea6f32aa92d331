package io.tidebank.collect.feed.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.collect.feed.FeedHome;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that is killed at random instants while records come, half of them without a name of their own. */
class KafkaCrashTest {

    private static final int ROUNDS = Integer.getInteger("kafka.crash.rounds", 3);
    private static final long SEED = 20261122;
    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    @Test
    void everyRecordIsInTheLakeOnce() throws Exception {
        Path place = folder.resolve("home");
        try (KafkaBroker broker = new KafkaBroker(folder.resolve("broker"));
                KafkaProducer<String, byte[]> producer = broker.producer(Map.of())) {
            broker.topic("orders", PARTITIONS);
            try (FeedHome home = new FeedHome(place)) {
                home.feed("orders", """
                        feed: 1
                        kind: kafka
                        source: stream
                        kafka: {bootstrap: '%s', topics: [orders], batch: 7}
                        """.formatted(broker.bootstrap()));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                runUntilKilled(place, producer, round);
            }
            sent.forEach(KafkaBroker::await);

            try (FeedHome home = new FeedHome(place, new KafkaFeeds())) {
                home.feeds().run("orders", Progress.NONE);
                home.intake().commit();
                String all = Integer.toString(sent.size());
                assertThat(home.column("SELECT count(*) FROM touch")).containsExactly(all);
                assertThat(home.column("SELECT count(DISTINCT primary_id) FROM touch"))
                        .containsExactly(all);
                assertThat(home.intake().journal().duplicates()).isZero();
            }
        }
    }

    private void runUntilKilled(Path place, KafkaProducer<String, byte[]> producer, int round)
            throws IOException, InterruptedException {
        Path told = folder.resolve("told-" + round);
        Path faults = folder.resolve("faults-" + round);
        Process loop = new ChildJvm(KafkaFeedLoop.class, place)
                .with("-Xmx512m")
                .start(it -> it.redirectOutput(told.toFile()).redirectError(faults.toFile()));
        try {
            while (!hasRead(told) && !loop.waitFor(1, TimeUnit.MILLISECONDS)) {
                send(producer);
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000));
            while (System.nanoTime() < end) {
                send(producer);
            }
            assertThat(loop.isAlive()).as(Files.readString(faults)).isTrue();
        } finally {
            loop.destroyForcibly().waitFor();
        }
    }

    private static boolean hasRead(Path told) throws IOException {
        return Files.exists(told) && Files.readAllLines(told).stream().anyMatch(line -> !line.equals("0"));
    }

    /** Every other record leaves its name to its place in the topic. */
    private void send(KafkaProducer<String, byte[]> producer) throws InterruptedException {
        int number = sent.size();
        String name = number % 2 == 0 ? "\"messageId\":\"m%d\",".formatted(number) : "";
        String event = "{\"type\":\"track\",\"event\":\"Signed Up\",%s\"userId\":\"u%d\"}".formatted(name, number);
        sent.add(producer.send(new ProducerRecord<>("orders", number % PARTITIONS, null, event.getBytes(UTF_8))));
        Thread.sleep(1);
    }
}
