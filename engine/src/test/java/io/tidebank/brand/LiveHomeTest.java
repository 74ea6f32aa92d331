package io.tidebank.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.source.Sources.WithKey;
import io.tidebank.sql.Progress;
import io.tidebank.touch.Touch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveHomeTest {

    @TempDir
    Path folder;

    @Test
    void aCustomerIsTheSameFromAFileAndFromAnApp() throws IOException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        Path file = Files.writeString(
                folder.resolve("touches.csv"),
                "occurred_at,kind,email\n2026-11-20T00:00:00Z,visit,\" Jane.Doe@Example.com\"\n");
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(TestHome.BRAND);
            brand.importer().run(ImportRequest.of(file), Progress.NONE);
            brand.refresh(Progress.NONE);
            String imported = String.valueOf(
                    brand.sql("SELECT primary_id FROM touch").rows().getFirst().getFirst());

            WithKey app = tidebank.sources().create(TestHome.BRAND, "app");
            Touch live = live(brand.live(), app, """
                    {"writeKey":"%s","userId":"jane.doe@example.com","event":"Product Viewed"}""".formatted(app.writeKey()));

            assertThat(live.primaryId()).startsWith("email#:").isEqualTo(imported);
            assertThat(live.source()).isEqualTo("app");
            assertThat(tidebank.sources().find(app.writeKey())).contains(app.source());
        }
    }

    private static Touch live(LiveReader reader, WithKey app, String body) {
        Request request =
                reader.parse(Call.of(Endpoint.TRACK, Instant.parse("2026-11-21T12:00:00Z")), body.getBytes(UTF_8));
        assertThat(request)
                .isInstanceOfSatisfying(
                        Request.Accepted.class,
                        accepted -> assertThat(accepted.writeKey()).isEqualTo(app.writeKey()));
        Source source = app.source();
        return reader.read(source, (Request.Accepted) request).touches().getFirst();
    }
}
