package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.IntakeReply;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/** A home whose brand {@code acme} has outgrown its own journal; it can end and begin anew. */
final class TopicHome implements AutoCloseable {

    static final String BRAND = "acme";
    static final String SOURCE = "web";

    private final Path folder;
    private Tidebank tidebank;
    private String writeKey = "";
    private boolean asked;

    /** Makes one, or opens the one that is there. */
    TopicHome(Path folder) {
        this.folder = folder;
        this.tidebank = Tidebank.open(folder);
    }

    /** Makes one whose requests wait in a topic; {@code more} are further settings. */
    static TopicHome make(Path folder, KafkaBroker broker, String topic, String more) {
        Tidebank.init(folder, BRAND, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        write(folder.resolve("methods/collection/acme.yaml"), settings(broker, topic, more));
        TopicHome home = new TopicHome(folder);
        home.writeKey = home.tidebank.sources().create(BRAND, SOURCE).writeKey();
        return home;
    }

    /** A collection file that says so; answers come soon, or not at all. */
    static String settings(KafkaBroker broker, String topic, String more) {
        return """
                collection: 1
                journal:
                  free_disk_mb: 0
                  kafka:
                    bootstrap: %s
                    topic: %s
                    answer_seconds: 2
                    properties: {metadata.max.age.ms: 500, default.api.timeout.ms: 3000, request.timeout.ms: 1000}
                %s""".formatted(broker.bootstrap(), topic, more.indent(4));
    }

    /** Writes another collection file, and begins anew. */
    void restart(String settings) {
        write(folder.resolve("methods/collection/acme.yaml"), settings);
        restart();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tidebank tidebank() {
        return tidebank;
    }

    Brand brand() {
        return tidebank.brand(BRAND);
    }

    JournalTopic topic() {
        return brand().topic().orElseThrow();
    }

    /** Of the source that was made with the home; empty if the home was there. */
    String writeKey() {
        return writeKey;
    }

    Source source() {
        return tidebank.sources().named(BRAND, SOURCE).orElseThrow();
    }

    IntakeReply batch(String... events) {
        return send(brand().gate(), source(), Endpoint.BATCH, "{\"batch\":[%s]}".formatted(String.join(",", events)));
    }

    static IntakeReply send(Gate gate, Source source, Endpoint endpoint, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        Request.Accepted request = (Request.Accepted) gate.parse(Call.of(endpoint, Instant.now()), bytes);
        return gate.take(source, request, bytes);
    }

    static String event(String messageId) {
        return "{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"%s\",\"userId\":\"u-%s\"}"
                .formatted(messageId, messageId);
    }

    /** Takes all that waits; returns how many requests that were. */
    int drain() {
        try {
            int all = 0;
            for (int some = topic().step(); some > 0; some = topic().step()) {
                all += some;
            }
            return all;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ids of the touches in the lake, once all that came is there. */
    List<String> touchIds() {
        return column("SELECT touch_id FROM touch ORDER BY 1");
    }

    List<String> column(String sql) {
        while (brand().intake().commit().tookSomething()) {}
        if (!asked) {
            // A brand that has nothing cannot be asked.
            brand().refresh(Progress.NONE);
            asked = true;
        }
        return brand().sql(sql, brand().info().snapshot()).rows().stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    /** Ends as a process does that commits nothing on its way out, and begins anew. */
    void restart() {
        close();
        tidebank = Tidebank.open(folder);
    }

    /** The same with the journal gone, and all that only it held. */
    void restartWithoutJournal() {
        close();
        try (Stream<Path> files = Files.walk(folder.resolve("journal"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tidebank = Tidebank.open(folder);
    }

    @Override
    public void close() {
        tidebank.close();
    }
}
