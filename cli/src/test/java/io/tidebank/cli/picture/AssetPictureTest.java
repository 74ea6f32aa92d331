package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
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
                .last()
                .asString()
                .startsWith("The value steps at month ends");
    }
}
