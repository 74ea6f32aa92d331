package io.tidebank.collect.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of a report as it comes, unchecked: the columns of the preset {@code ad-spend}.
 *
 * @param day the day that the money was spent on, in the brand's zone
 * @param touchpoint dotted path, its family first
 * @param amount without tax
 * @param currency ISO 4217; null for the brand's
 */
public record CostRow(
        @Nullable String day,
        @Nullable String touchpoint,
        @Nullable String playId,
        @Nullable String campaign,
        @Nullable String adGroup,
        @Nullable String creative,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String impressions,
        @Nullable String clicks) {

    String json() {
        Map<String, String> columns = new LinkedHashMap<>();
        put(columns, "day", day);
        put(columns, "touchpoint", touchpoint);
        put(columns, "play_id", playId);
        put(columns, "campaign", campaign);
        put(columns, "ad_group", adGroup);
        put(columns, "creative", creative);
        put(columns, "amount", amount);
        put(columns, "currency", currency);
        put(columns, "impressions", impressions);
        put(columns, "clicks", clicks);
        return JsonMapper.shared().writeValueAsString(columns);
    }

    /** Every name is there, so that the preset knows the columns. */
    private static void put(Map<String, String> columns, String name, @Nullable String value) {
        columns.put(name, value == null ? "" : value);
    }
}
