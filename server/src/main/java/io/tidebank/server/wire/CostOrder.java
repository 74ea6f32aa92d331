package io.tidebank.server.wire;

import io.tidebank.brand.BrandCosts;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.cost.CostRow;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of what ads cost, as it is sent over HTTP.
 *
 * @param source who reports: an ad platform's account; null for {@code ad-spend}
 * @param rows at least one; what they replace says their day, touchpoint, play, campaign, ad group and creative
 */
public record CostOrder(@Nullable String source, List<CostRow> rows) {

    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST_SOURCE = 100;

    /** Hands the report to a brand, if it is one. */
    public ImportReport reportTo(BrandCosts costs) {
        if (source != null && (source.isBlank() || source.length() > LONGEST_SOURCE)) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID, "'source' is 1 to %d characters".formatted(LONGEST_SOURCE));
        }
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID, "'rows' holds 1 to %,d rows of a report".formatted(MOST_ROWS));
        }
        return costs.report(source, rows);
    }
}
