package io.tidebank.collect.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an input says of costs. */
final class CostRuleReader {

    private static final List<String> TEXTS =
            List.of("touchpoint", "play_id", "campaign", "ad_group", "creative", "currency");

    private final ValueReader values;
    private final ConditionReader conditions;
    private final String zone;
    private final String currency;
    private final MappingProblems problems;

    /**
     * @param zone the mapping's zone
     * @param currency the currency of amounts that say none
     */
    CostRuleReader(ValueReader values, String zone, String currency, MappingProblems problems) {
        this.values = values;
        this.conditions = new ConditionReader(values, problems);
        this.zone = zone;
        this.currency = currency;
        this.problems = problems;
    }

    /** The input's cost; null if it gives none. */
    @Nullable
    CostRule read(String input, JsonNode node) {
        JsonNode cost = node.path("cost");
        if (cost.isMissingNode()) {
            return null;
        }
        Map<String, Value> texts = new LinkedHashMap<>();
        for (String name : TEXTS) {
            if (cost.hasNonNull(name)) {
                texts.put(name, values.text(input, cost.path(name)));
            }
        }
        texts.merge(
                "currency", new Value.Constant(currency), (own, fallback) -> new Value.First(List.of(own, fallback)));
        JsonNode when = cost.path("when");
        Value day = values.time(input, cost.path("day"));
        CostRule rule = new CostRule(
                when.isMissingNode() ? Condition.always() : conditions.read(input, when),
                day,
                day instanceof Value.Time time ? time.zone() : zone,
                texts,
                values.number(input, cost.path("amount")),
                count(input, cost.path("impressions")),
                count(input, cost.path("clicks")));
        if (checked(rule).anyMatch(CostRuleReader::reaches)) {
            problems.add(
                    cost, "Day, touchpoint, amount, currency and counts are those of the row itself, not of a lookup");
        }
        return rule;
    }

    /** What has to be right before rows of other files are joined. */
    private static Stream<Value> checked(CostRule rule) {
        return Stream.of(
                        rule.when().values(),
                        Stream.of(rule.day(), rule.amount(), rule.text("touchpoint"), rule.text("currency")),
                        rule.counts().stream())
                .flatMap(it -> it);
    }

    private static boolean reaches(Value value) {
        return value instanceof Value.From || value.parts().stream().anyMatch(CostRuleReader::reaches);
    }

    private @Nullable Value count(String input, JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : values.number(input, node);
    }
}
