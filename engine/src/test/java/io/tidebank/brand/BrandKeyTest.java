package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.privacy.PrivacyError;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brand's key is made with the brand and never again. */
class BrandKeyTest {

    @TempDir
    Path folder;

    private TestHome home;
    private Path key;

    @BeforeEach
    void makeHome() {
        home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        key = home.path.resolve("keys").resolve(TestHome.BRAND + ".key");
    }

    @Test
    void aBrandHasItsKeyFromTheBeginning() {
        assertThat(key).isRegularFile();
    }

    /** Homes of earlier versions got theirs with the first import. */
    @Test
    void aBrandWithoutDataGetsAKeyWhereItHasNone() throws IOException {
        Files.delete(key);

        load("visit");

        assertThat(key).isRegularFile();
    }

    @Test
    void aHomeThatWasRestoredWithoutKeysMakesNoOtherOnes() throws IOException {
        load("visit");
        Path away = Files.move(key, folder.resolve("away"));

        assertThatThrownBy(() -> load("view"))
                .hasFieldOrPropertyWithValue("code", PrivacyError.KEY_MISSING)
                .hasMessageContaining(key.toString());
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThatThrownBy(() -> brand.consumer("jane@example.com"))
                    .hasFieldOrPropertyWithValue("code", PrivacyError.KEY_MISSING);
            assertThatThrownBy(brand::intake).hasFieldOrPropertyWithValue("code", PrivacyError.KEY_MISSING);
            assertThat(brand.stages(LocalDate.of(2026, 11, 20), "aipl").rows()).isNotEmpty();
        }
        assertThat(key).doesNotExist();

        Files.move(away, key);
        load("view");
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            assertThat(tidebank.brand(null).info().consumers()).isEqualTo(1);
        }
    }

    private void load(String kind) throws IOException {
        Path file = Files.writeString(
                folder.resolve(kind + ".csv"),
                "occurred_at,kind,email\n2026-11-20T00:00:00Z,%s,jane@example.com\n".formatted(kind));
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            brand.importer().run(ImportRequest.of(file), Progress.NONE);
            brand.refresh(Progress.NONE);
        }
    }
}
