package io.tidebank.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.IntakeReply;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Sources.WithKey;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
            assertThat(tidebank.sources().find(app.writeKey())).contains(app.source());
            send(brand.intake(), app, """
                    {"writeKey":"%s","userId":"jane.doe@example.com","event":"Product Viewed"}""".formatted(app.writeKey()));
            brand.refresh(Progress.NONE);

            assertThat(brand.sql("SELECT primary_id FROM touch WHERE source = 'app'")
                            .rows())
                    .containsExactly(List.of(imported));
            assertThat(imported).startsWith("email#:");
            assertThat(brand.info().consumers()).isEqualTo(1);
        }
    }

    @Test
    void whereNothingCameButWhatIsPutAsideARefreshHasNothingToDo() throws IOException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(TestHome.BRAND);
            WithKey app = tidebank.sources().create(TestHome.BRAND, "app");
            send(brand.intake(), app, """
                    {"writeKey":"%s","userId":"u1","event":"Product Viewed"}""".formatted(app.writeKey()));
            brand.refresh(Progress.NONE);
            Object before = brand.sql("FROM stage_revenue_month").rows();

            IntakeReply reply =
                    brand.intake().take(app.source(), parsed(brand.intake(), """
                    {"writeKey":"%s","event":"Nobody's"}""".formatted(app.writeKey())));
            assertThat(reply).isEqualTo(new IntakeReply.Taken(0, 0, 1, 0));
            brand.intake().commit();

            assertThat(brand.refresh(Progress.NONE).touches()).isZero();
            assertThat(brand.sql("FROM stage_revenue_month").rows()).isEqualTo(before);
        }
    }

    private static Request.Accepted parsed(Intake intake, String body) {
        return (Request.Accepted) intake.parse(Call.of(Endpoint.TRACK, Instant.now()), body.getBytes(UTF_8));
    }

    private static void send(Intake intake, WithKey app, String body) {
        Request.Accepted accepted = parsed(intake, body);
        assertThat(accepted.writeKey()).isEqualTo(app.writeKey());
        assertThat(intake.take(app.source(), accepted)).isEqualTo(new IntakeReply.Taken(1, 0, 0, 0));
        assertThat(intake.commit().touches()).isEqualTo(1);
    }
}
