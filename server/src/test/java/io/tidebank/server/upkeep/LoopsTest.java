package io.tidebank.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.PacedThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that goes on by itself, for two brands of which the first cannot be opened. */
class LoopsTest {

    private Tidebank tidebank;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        for (String brand : new String[] {"shut", "open"}) {
            Tidebank.init(home, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
        Path settings = Files.createDirectories(home.resolve("methods/collection"));
        Files.writeString(settings.resolve("shut.yaml"), "collection: 1\nlimits: nonsense\n");
        tidebank = Tidebank.open(home);
        tidebank.sources().create("shut", "web");
        tidebank.sources().create("open", "web");
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    @Test
    void topicsAreClosedInOrderThoughABrandCannotBeOpened() {
        TopicLoop loop = new TopicLoop(tidebank);
        loop.start();

        loop.stop();

        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void brandsWithoutATopicHaveNoThreadsForOne() {
        TopicLoop loop = new TopicLoop(tidebank);
        loop.start();
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> threads("topic of").isEmpty());

        loop.stop();
        assertThat(threads("brands of Kafka")).isEmpty();
    }

    @Test
    void whatFailsForOneBrandIsStartedForTheNextAndStoppedWhateverHappens() {
        Set<String> steps = ConcurrentHashMap.newKeySet();
        BrandThreads threads = new BrandThreads("test", tidebank, brand -> {
            if (brand.equals("shut")) {
                throw new IllegalStateException("This brand is broken, as this test wants it");
            }
            return List.of(PacedThread.start("loop of " + brand, Duration.ZERO, () -> {
                steps.add(brand);
                return Duration.ofMillis(10);
            }));
        });
        threads.start();
        Awaitility.await().until(() -> steps.contains("open"));

        assertThatThrownBy(() -> threads.stop(() -> {
                    throw new IllegalStateException("Nobody hurries");
                }))
                .hasMessage("Nobody hurries");

        assertThat(threads("loop of open")).isEmpty();
        assertThat(threads.areRunning()).isFalse();
    }

    private static List<String> threads(String start) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(start))
                .toList();
    }
}
