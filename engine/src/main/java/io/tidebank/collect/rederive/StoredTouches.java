package io.tidebank.collect.rederive;

import io.tidebank.sql.DuckDb;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Touches as they lie in the lake. */
final class StoredTouches {

    /** What to select, by the names that are read here. */
    static final String COLUMNS = "* EXCLUDE (ids, occurred_at, received_at), to_json(ids)::VARCHAR AS ids,"
            + " epoch_us(occurred_at) AS occurred_at, epoch_us(received_at) AS received_at";

    private StoredTouches() {}

    /** The touch of the row that the cursor stands on. */
    static Touch touch(ResultSet row) {
        try {
            return new Touch(
                    row.getString("touch_id"),
                    row.getString("import_id"),
                    row.getString("source"),
                    time(row.getLong("occurred_at")),
                    time(row.getLong("received_at")),
                    row.getString("kind"),
                    row.getString("name"),
                    row.getString("touchpoint"),
                    ids(row.getString("ids")),
                    row.getString("item"),
                    row.getString("category"),
                    row.getString("product_line"),
                    row.getString("store"),
                    row.getString("market"),
                    row.getBigDecimal("quantity"),
                    row.getBigDecimal("amount"),
                    row.getString("currency"),
                    row.getBigDecimal("amount_home"),
                    row.getString("order_id"),
                    row.getString("play_id"),
                    row.getString("content_id"),
                    polarity(row.getBigDecimal("polarity")),
                    row.getString("context"),
                    row.getString("properties"));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static @Nullable Integer polarity(@Nullable BigDecimal number) {
        return number == null ? null : number.intValue();
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static List<Identifier> ids(@Nullable String json) {
        List<Identifier> ids = new ArrayList<>();
        if (json != null) {
            for (JsonNode id : JsonMapper.shared().readTree(json)) {
                ids.add(new Identifier(
                        id.path("type").asString(), id.path("value").asString()));
            }
        }
        return ids;
    }
}
