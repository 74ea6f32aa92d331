package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetPictureTest {

    @Test
    void moneyIsDrawnAsWhateverItCame() {
        Answer assets = new Answer(
                "shop",
                "2026-06-30",
                List.of("stage", "consumers", "value_per_consumer", "value"),
                List.of(List.of("P", 3L, "4000.0000", "12000")));

        assertThat(AssetPicture.draw(assets, 80, false).get(1)).contains("4,000.00", "12,000.00");
    }

    @Test
    void theLineSaysWhyItStepsAtMonthEnds() {
        Answer trend = new Answer(
                "shop",
                "2026-06-30",
                List.of("day", "value", "consumers"),
                List.of(
                        List.of("2026-06-29", new BigDecimal("357.00"), 4L),
                        List.of("2026-06-30", new BigDecimal("320.00"), 4L)));

        assertThat(AssetPicture.drawTrend(trend, 80, false))
                .anySatisfy(line -> assertThat(line).startsWith("The value steps at month ends"));
    }

    @Test
    void theIntervalSaysWhatItCoversAndTheBasisWhatItDoesNot() {
        List<String> columns = List.of("fact", "stage", "to_stage", "value", "low", "high");
        Answer basis = new Answer(
                "shop",
                "2026-06-30",
                columns,
                List.of(
                        Arrays.asList("currency", null, null, "CNY", null, null),
                        Arrays.asList("value", null, null, new BigDecimal("357.00"), 300.0, 400.0),
                        Arrays.asList("assumption", null, null, "Money of a month counts", null, null),
                        Arrays.asList("note", null, null, "Learnt from 3 full months", null, null)));

        assertThat(AssetPicture.drawBasis(basis, Integer.MAX_VALUE)).last().isEqualTo("Learnt from 3 full months");
        assertThat(String.join(" ", AssetPicture.drawBasis(basis, 60)))
                .contains("90 % interval")
                .contains("it shows how far months differ, not what the method assumes (assets --basis)")
                .doesNotContain("true value", "Money of a month");
    }
}
