package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void thousandsStandApart() {
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(999)).isEqualTo("999");
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(-1_000)).isEqualTo("-1,000");
        assertThat(Figures.count(-100)).isEqualTo("-100");
    }

    @Test
    void moneyHasTwoDecimalsAndKeepsItsSign() {
        assertThat(Figures.money(new BigDecimal("1234567.8951"))).isEqualTo("1,234,567.90");
        assertThat(Figures.money(new BigDecimal("-0.005"))).isEqualTo("-0.01");
        assertThat(Figures.signedMoney(new BigDecimal("12"))).isEqualTo("+12.00");
        assertThat(Figures.signedMoney(new BigDecimal("-12"))).isEqualTo("-12.00");
    }

    @Test
    void sharesArePerCentWithOneDecimal() {
        assertThat(Figures.share(0.0625)).isEqualTo("6.3 %");
        assertThat(Figures.share(1)).isEqualTo("100.0 %");
    }

    @Test
    void otherNumbersHaveTheDigitsThatSaySomething() {
        assertThat(Figures.cell(0.039019938)).isEqualTo("0.0390199");
        assertThat(Figures.cell(1234567.891)).isEqualTo("1,234,570");
        assertThat(Figures.cell(0.0)).isEqualTo("0");
        assertThat(Figures.cell(Double.NaN)).isEqualTo("NaN");
    }
}
