package io.tidebank.ladder;

import static java.util.stream.Collectors.joining;

import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a ladder as the file that it could have been read from. */
public final class LadderYaml {

    private LadderYaml() {}

    public static String of(Ladder ladder) {
        StringBuilder yaml = new StringBuilder("title: {en: %s, zh: %s}\nabout: %s\nstages:\n"
                .formatted(ladder.title().en(), ladder.title().zh(), ladder.about()));
        for (Ladder.Stage stage : ladder.stages()) {
            yaml.append("  - code: %s\n    name: {en: %s, zh: %s}\n%s    when:\n"
                    .formatted(
                            stage.code(),
                            stage.name().en(),
                            stage.name().zh(),
                            stage.bought() ? "    bought: true\n" : ""));
            stage.when()
                    .forEach(
                            clause -> yaml.append("      - ").append(of(clause)).append('\n'));
        }
        return yaml.toString();
    }

    private static String of(Clause clause) {
        return switch (clause) {
            case Holding(HeldState state) -> "{state: %s}".formatted(lower(state));
            case Behaviour behaviour ->
                "{kinds: %s, at_least: %d, of: %s, within: %s%s%s%s%s}"
                        .formatted(
                                behaviour.kinds(),
                                behaviour.atLeast(),
                                lower(behaviour.of()),
                                behaviour.within() == null
                                        ? "ever"
                                        : behaviour.within().toDays() + "d",
                                behaviour.scope().isEmpty() ? "" : ", scope: " + scope(behaviour.scope()),
                                behaviour.amountAtLeast() == null
                                        ? ""
                                        : ", amount_at_least: '%s'".formatted(behaviour.amountAtLeast()),
                                behaviour.polarity() == null ? "" : ", polarity: " + lower(behaviour.polarity()),
                                behaviour.standingOn() == null ? "" : ", standing_on: " + behaviour.standingOn());
        };
    }

    private static String scope(Map<String, List<String>> scope) {
        return scope.entrySet().stream()
                .map(column -> column.getKey() + ": " + column.getValue())
                .collect(joining(", ", "{", "}"));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
