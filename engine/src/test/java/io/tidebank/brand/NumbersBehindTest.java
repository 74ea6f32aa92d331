package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Touches that came after the last refresh: numbers, and the days they are said to be of, know nothing of them. */
class NumbersBehindTest {

    private static final Instant EARLY = Instant.parse("2026-10-31T04:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-30T04:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theDaysOfABrandAreThoseItsNumbersKnow() throws SQLException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        home.add(List.of(view("a", EARLY)));
        home.refresh();
        home.add(List.of(view("b", LATE)));

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.info().fresh()).isFalse();
            assertThat(brand.info().touches()).isEqualTo(2);
            assertThat(brand.info().lastTouch()).isEqualTo(EARLY);
            assertThat(brand.info().mostlyUntil()).isEqualTo(EARLY);
            assertThat(brand.stages(null, "aipl").asOf()).isEqualTo("2026-10-31");
        }
        home.refresh();
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.info().fresh()).isTrue();
            assertThat(brand.info().lastTouch()).isEqualTo(LATE);
            assertThat(brand.stages(null, "aipl").asOf())
                    .isEqualTo(LocalDate.of(2026, 11, 30).toString());
        }
    }

    @Test
    void ofABrandThatWasNeverRefreshedAllTouchesAreTold() throws SQLException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        home.add(List.of(view("a", LATE)));

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            assertThat(tidebank.brand(null).info().lastTouch()).isEqualTo(LATE);
            assertThat(tidebank.brand(null).info().fresh()).isFalse();
        }
    }

    private static TestTouch view(String id, Instant at) {
        return TestTouch.of(id, at.toEpochMilli() * 1000, "view", "user:1");
    }
}
