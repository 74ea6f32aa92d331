package io.tidebank.cli.bank.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    @Test
    void anAnswerComesBackAsItWasSent() {
        Answer sent = new Answer(
                "shop",
                "2026-01-31",
                List.of("stage", "consumers", "value", "share", "fresh", "note"),
                List.of(
                        Arrays.asList("A", 12L, new BigDecimal("1234.5000"), 0.25, true, null),
                        Arrays.asList("v1.2", 0L, new BigDecimal("-0.01"), 1.0, false, "认知")));

        Answer read =
                AnswerReader.read(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(sent)));

        assertThat(read).isEqualTo(sent);
    }

    /** A currency without decimals writes 12000; an id may look like money. */
    @Test
    void whatIsMoneyIsNotGuessedFromHowItLooks() {
        Answer sent = new Answer(
                "shop",
                "2026-01-31",
                List.of("item", "value", "fact"),
                List.of(
                        Arrays.asList("12345.60", new BigDecimal("12000"), new BigDecimal("1.5")),
                        Arrays.asList("7", null, "JPY")));

        Answer read =
                AnswerReader.read(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(sent)));

        assertThat(read.rows())
                .containsExactly(List.of("12345.60", new BigDecimal("12000"), "1.5"), Arrays.asList("7", null, "JPY"));
    }

    @Test
    void aDateWithoutMeaningIsNullOnTheWayAndEmptyHere() {
        Answer sent = new Answer("shop", "", List.of("n"), List.of());

        String json = WireJson.mapper().writeValueAsString(sent);

        assertThat(json).contains("\"as_of\":null");
        assertThat(AnswerReader.read(WireJson.mapper().readTree(json))).isEqualTo(sent);
    }

    @Test
    void theContractIsFourNamesWithDecimalsAsText() {
        Answer answer = new Answer(
                "shop", "2026-01-31", List.of("n", "value"), List.of(List.of(3L, new BigDecimal("1E+3").setScale(2))));

        String contract = "{\"brand\":\"shop\",\"as_of\":\"2026-01-31\",\"columns\":[\"n\",\"value\"],"
                + "\"rows\":[[3,\"1000.00\"]]";
        assertThat(WireJson.print(answer)).isEqualTo(contract + "}");
        assertThat(WireJson.mapper().writeValueAsString(answer)).isEqualTo(contract + ",\"decimals\":[\"value\"]}");
    }
}
