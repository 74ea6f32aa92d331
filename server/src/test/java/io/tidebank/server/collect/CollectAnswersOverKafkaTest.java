package io.tidebank.server.collect;

import io.tidebank.collect.feed.kafka.KafkaBroker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The same where Kafka is the journal. */
class CollectAnswersOverKafkaTest extends CollectAnswersTest {

    private @Nullable KafkaBroker broker;

    @Override
    LiveServer made(Path folder) throws Exception {
        KafkaBroker started = new KafkaBroker(folder.resolve("broker"));
        broker = started;
        return LiveServer.overKafka(folder.resolve("home"), started, "");
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }
}
