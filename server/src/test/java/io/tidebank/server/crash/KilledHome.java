package io.tidebank.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.server.collect.LiveServer;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The home of a server that is killed.
 *
 * @param writeKey of its one source
 */
record KilledHome(Path folder, String writeKey) {

    /** Makes one; {@code collection} is its brand's collection file. */
    static KilledHome make(Path folder, String collection) throws IOException {
        Tidebank.init(folder, LiveServer.BRAND, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        Path methods = Files.createDirectories(folder.resolve("methods/collection"));
        Files.writeString(methods.resolve(LiveServer.BRAND + ".yaml"), collection);
        try (Tidebank tidebank = Tidebank.open(folder)) {
            return new KilledHome(
                    folder,
                    tidebank.sources()
                            .create(LiveServer.BRAND, LiveServer.SOURCE)
                            .writeKey());
        }
    }

    /** Looks into it as the next process finds it: all that was acknowledged until now is in the lake, each event once. */
    void check(Senders senders, String story) throws Exception {
        Set<String> acknowledged = senders.acknowledged();
        try (Tidebank tidebank = Tidebank.open(folder)) {
            Brand brand = tidebank.brand(LiveServer.BRAND);
            if (brand.topic().isPresent()) {
                drain(brand.topic().get());
            }
            while (brand.intake().commit().tookSomething()) {}
            assertThat(brand.intake().journal().lagEvents()).as(story).isZero();
            if (brand.info().touches() == 0) {
                assertThat(acknowledged).as(story).isEmpty();
                return;
            }
            brand.refresh(Progress.NONE);
            // One row, since an answer has only so many.
            Object ids = brand.sql("SELECT string_agg(touch_id, ',') FROM touch")
                    .rows()
                    .getFirst()
                    .getFirst();
            List<String> lake = List.of(String.valueOf(ids).split(",", -1));
            assertThat(lake).as(story).doesNotHaveDuplicates();
            // Not by AssertJ, which compares each with each.
            acknowledged.removeAll(new HashSet<>(lake));
            assertThat(acknowledged).as("%s: lost", story).isEmpty();
            assertThat(senders.unknown(lake)).as(story).isEmpty();
        }
    }

    /** Takes what waits in Kafka; collectors may be writing there all the while. */
    private static void drain(JournalTopic topic) throws InterruptedException {
        do {
            topic.step();
        } while (topic.status().waiting().orElse(1) > 0);
    }
}
