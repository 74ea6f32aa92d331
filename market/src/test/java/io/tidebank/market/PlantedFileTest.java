package io.tidebank.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.market.plan.Channel;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.SalesSeason;
import io.tidebank.market.plan.Touchpoint;
import io.tidebank.method.MethodError;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A market's truth from a file changes what it says, and nothing else. */
class PlantedFileTest {

    @TempDir
    Path folder;

    @Test
    void whatATruthSaysGivesThatTruthAgain() throws IOException {
        Path file = folder.resolve("planted.json");
        Truth.json().writeValue(file, Planted.demo());

        assertThat(PlantedFile.read(file)).isEqualTo(Planted.demo());
        assertThat(PlantedFile.read(written("{}"))).isEqualTo(Planted.demo());
    }

    @Test
    void whatAFileSaysChangesAndAllElseStays() throws IOException {
        Planted demo = Planted.demo();

        Planted planted = PlantedFile.read(written("""
                stages: {reorder: 0.2}
                channels:
                  - {touchpoint: live.host, effect: 6}
                seasons:
                  - {code: "618", orders: 9}
                  - {code: own, zh: 店庆, en: Anniversary, from: --02-01, to: --02-03, orders: 2, discount: 0.9}
                basket_lines: 3
                """));

        assertThat(planted.stages().reorder()).isEqualTo(0.2);
        assertThat(planted.stages().awareToInterested()).isEqualTo(demo.stages().awareToInterested());
        assertThat(planted.channels()).hasSameSizeAs(demo.channels());
        assertThat(channel(planted))
                .isEqualTo(new Channel(Touchpoint.LIVE_HOST, 0, 0, channel(demo).visits(), 6));
        assertThat(planted.seasons()).hasSize(demo.seasons().size() + 1);
        assertThat(season(planted, "618").orders()).isEqualTo(9);
        assertThat(season(planted, "618").from()).isEqualTo(season(demo, "618").from());
        assertThat(season(planted, "own").to()).isEqualTo(MonthDay.of(2, 3));
        assertThat(planted.basketLines()).isEqualTo(3);
        assertThat(planted.shares()).isEqualTo(demo.shares());
    }

    @Test
    void aMarketFollowsIt() throws IOException {
        Planted planted = PlantedFile.read(written("shares: {refund: 0, cancel: 0, guest: 0, dirt: 0}"));
        MarketSettings settings =
                MarketSettings.shop(2_000, 120, MarketTest.END).withPlanted(planted);

        Market.generate(settings, folder.resolve("m"), Progress.NONE);

        try (MarketFolder market = new MarketFolder(folder.resolve("m"))) {
            JsonNode realised = market.truth().path("realised");
            assertThat(realised.path("orders").asLong()).isPositive();
            assertThat(realised.path("guest_orders").asLong()).isZero();
            assertThat(realised.path("refunds").asString()).isEqualTo("0.0000");
            assertThat(market.truth()
                            .path("planted")
                            .path("shares")
                            .path("refund")
                            .asDouble())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    stages: {reoder: 0.2}                                | planted.yaml:1: stages.reoder
                    shares: {refund: 1.5}                                | planted.yaml:1: shares.refund
                    rhythm: {weekdays: [1, 1]}                           | planted.yaml:1: rhythm.weekdays
                    channels: [{touchpoint: TV, effect: 2}]              | is no touchpoint; there are
                    stages: {aware_at_start: 0.9, buyer_at_start: 0.9}   | the shares at the start are more than 1 together
                    shares: {positive: 0.9, negative: 0.9}               | positive and negative are more than 1 together
                    seasons: [{code: new, orders: 2}]                    | is new, and so has to say
                    seasons: [{code: "618", from: --02-31}]              | is no day of a year
                    seasons: [{code: "618", to: --01-02}]                | ends before it begins
                    """)
    void whatIsNotRightIsTold(String text, String message) throws IOException {
        Path file = written(text);

        assertThatThrownBy(() -> PlantedFile.read(file)).hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> PlantedFile.read(folder.resolve("none.yaml")))
                .hasFieldOrPropertyWithValue("code", MarketError.MARKET_SETTINGS_INVALID)
                .hasMessageStartingWith("There is no file");
        assertThatThrownBy(() -> PlantedFile.read(written("stages: [")))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID);
    }

    private static Channel channel(Planted planted) {
        return planted.channels().stream()
                .filter(channel -> channel.touchpoint() == Touchpoint.LIVE_HOST)
                .findFirst()
                .orElseThrow();
    }

    private static SalesSeason season(Planted planted, String code) {
        return planted.seasons().stream()
                .filter(season -> season.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("planted.yaml"), text);
    }
}
