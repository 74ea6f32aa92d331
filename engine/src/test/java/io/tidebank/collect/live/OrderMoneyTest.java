package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderMoneyTest {

    /** Whatever the revenue, the prices and the number of lines: nothing is lost and nothing is made up. */
    @RepeatedTest(500)
    void theLinesAddUpToTheTotal(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BigDecimal total = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(5));
        List<BigDecimal> lines = new ArrayList<>();
        for (int i = random.nextInt(1, 40); i > 0; i--) {
            lines.add(random.nextInt(10) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_000), 2));
        }

        List<BigDecimal> shares = OrderMoney.shares(total, lines);

        assertThat(shares).hasSameSizeAs(lines).allSatisfy(share -> {
            assertThat(share.scale()).isLessThanOrEqualTo(4);
            assertThat(share.signum()).isNotNegative();
        });
        assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(total);
    }

    @Test
    void thePaymentIsTheSumOfTheLines(@TempDir Path home) {
        List<Touch> touches = new LiveBrand(home).track("Order Completed", """
                {"revenue":100,"products":[{"price":1},{"price":1},{"price":1}]}""");

        assertThat(touches)
                .extracting(Touch::amount)
                .containsExactly(
                        new BigDecimal("33.3333"),
                        new BigDecimal("33.3334"),
                        new BigDecimal("33.3333"),
                        new BigDecimal("100.0000"));
    }
}
