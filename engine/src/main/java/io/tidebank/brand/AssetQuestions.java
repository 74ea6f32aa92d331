package io.tidebank.brand;

import io.tidebank.asset.AssetChange;
import io.tidebank.asset.AssetDay;
import io.tidebank.asset.AssetEstimate;
import io.tidebank.asset.AssetLoader;
import io.tidebank.asset.AssetSettings;
import io.tidebank.ladder.Ladder;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what the consumers are worth, from the derived tables of a brand. */
final class AssetQuestions {

    private final BrandParts parts;
    private final StageQuestions stages;

    AssetQuestions(BrandParts parts, StageQuestions stages) {
        this.parts = parts;
        this.stages = stages;
    }

    AssetEstimate estimate(LocalDate asOf, AssetSettings settings) {
        return ask(settings, loader -> loader.estimate(asOf, settings));
    }

    Answer trend(LocalDate from, LocalDate to, AssetSettings settings) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (AssetDay day : ask(settings, loader -> loader.trend(from, to, settings))) {
            rows.add(List.of(day.day().toString(), day.value(), day.consumers()));
        }
        return new Answer(parts.settings().name(), to.toString(), List.of("day", "value", "consumers"), rows);
    }

    AssetChange change(LocalDate from, LocalDate to, AssetSettings settings) {
        return ask(settings, loader -> loader.change(from, to, settings));
    }

    private <T> T ask(AssetSettings settings, Function<AssetLoader, T> question) {
        List<String> codes = parts.ladders().named(settings.ladder()).stages().stream()
                .map(Ladder.Stage::code)
                .toList();
        return stages.reading((connection, generation) -> question.apply(new AssetLoader(
                connection, codes, parts.settings().zone(), parts.settings().currency())));
    }
}
