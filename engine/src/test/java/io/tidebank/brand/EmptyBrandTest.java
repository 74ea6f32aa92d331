package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.home.BrandError;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyBrandTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    @TempDir
    Path folder;

    @Test
    void everyQuestionSaysThatNothingIsThereYet() {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            Map<String, ThrowingCallable> questions = new LinkedHashMap<>();
            questions.put("stages", () -> brand.stages(null, "aipl"));
            questions.put("stages of a day", () -> brand.stages(DAY, "aipl"));
            questions.put("trend", () -> brand.stageTrend(DAY, DAY, "aipl"));
            questions.put("flow", () -> brand.flow(DAY, DAY, "aipl"));
            questions.put("assets", () -> brand.assetTrend(DAY, DAY, AssetSettings.YEAR));
            questions.put("sales", () -> brand.sales(DAY, DAY));
            questions.put("consumer", () -> brand.consumer("user:1"));
            questions.put("timeline", () -> brand.timeline("user:1", 10));

            questions.forEach((name, question) -> assertThatThrownBy(question)
                    .as(name)
                    .hasFieldOrPropertyWithValue("code", BrandError.BRAND_EMPTY)
                    .hasMessageContaining("tidebank refresh"));
        }
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            assertThatThrownBy(() -> tidebank.brand(null).sales(DAY, DAY.minusDays(1)))
                    .hasFieldOrPropertyWithValue("code", BrandError.PERIOD_INVALID);
        }
    }
}
