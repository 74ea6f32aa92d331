package io.tidebank.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the small files of a brand that has files alone. */
class LakeLoopTest {

    private static final int FILES = 12;

    private Tidebank tidebank;
    private Brand brand;

    @BeforeEach
    void importOften(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        tidebank = Tidebank.open(home);
        brand = tidebank.brand("demo");
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve("touches-%d.csv".formatted(i));
            Files.writeString(file, "occurred_at,kind,user\n2026-03-01T10:00:%02dZ,view,u%d\n".formatted(i, i));
            brand.importer().run(ImportRequest.of("generic", file), Progress.NONE);
        }
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    @Test
    void whatIsToldFollowsAMerge() {
        brand.refresh(Progress.NONE);

        new LakeLoop(tidebank).keep("demo");

        assertThat(files()).isEqualTo(1);
        assertThat(brand.info().fresh()).isTrue();
    }

    @Test
    void importsThatNobodyRefreshedAreMergedAndLeftToWhoRefreshes() {
        new LakeLoop(tidebank).keep("demo");

        assertThat(files()).isEqualTo(1);
        assertThat(brand.info().fresh()).isFalse();
        assertThat(brand.info().touches()).isEqualTo(FILES);
    }

    /** Files of the current state. */
    private long files() {
        return (Long) brand.lake().snapshots().rows().getLast().getLast();
    }
}
