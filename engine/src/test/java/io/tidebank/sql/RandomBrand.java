package io.tidebank.sql;

import io.tidebank.method.MethodFiles;
import io.tidebank.money.HomeAmount;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random tables of a small brand, and the models that the house ships. */
public final class RandomBrand {

    private RandomBrand() {}

    /** All that models read. */
    public static final List<String> INPUTS =
            List.of("touch", "identity", "consumer", "stage_interval", "stage_day", "month_end");

    /** The tables that these are made of: what an engine needs to have the same brand. */
    public static final List<String> TABLES =
            List.of("told", "currency_rate", "identity", "consumer", "stage_interval", "stage_day", "month_end");

    /** The SELECT of {@code touch} from those tables, as a refresh would make it. */
    public static String touches() {
        List<String> columns = TouchColumns.ALL.stream().map(TouchColumn::name).toList();
        return new HomeAmount("CNY", true).over("SELECT * FROM told", columns);
    }

    /** Makes the inputs on a connection; the same seed gives the same rows. */
    public static void make(Connection connection, int seed, int consumers, int touches) throws SQLException {
        String script = script().replace("${seed}", Integer.toString(seed))
                .replace("${consumers}", Integer.toString(consumers))
                .replace("${touches}", Integer.toString(touches));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute(script);
            statement.execute("create or replace table touch as " + touches());
        }
    }

    /** Makes some numbers as large as touches tell them, above and below zero, refunds too, and some order ids empty. */
    public static void stretch(Connection connection) throws SQLException {
        String most = "99999999999999.9999";
        try (Statement statement = connection.createStatement()) {
            statement.execute("update told set amount = if(hash(touch_id) %% 4 = 0, -%1$s, %1$s)".formatted(most)
                    + " where amount is not null and hash(touch_id, 'large') % 8 = 0");
            statement.execute("update told set quantity = %s where hash(touch_id, 'pieces') %% 8 = 0".formatted(most));
            statement.execute(
                    "update told set amount = -amount where kind = 'refund' and hash(touch_id, 'sign') % 4 = 0");
            statement.execute("update told set order_id = '' where hash(touch_id, 'order') % 40 = 0");
            statement.execute("create or replace table touch as " + touches());
        }
    }

    private static String script() {
        try (InputStream in = RandomBrand.class.getResourceAsStream("/random-brand.sql")) {
            if (in == null) {
                throw new IllegalStateException("random-brand.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every model that is shipped. */
    public static List<SqlModel> models(Connection connection) {
        return SqlModel.all(new MethodFiles(null), connection);
    }

    /** Versions of all inputs and macros, as a refresh would give them. */
    public static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        INPUTS.forEach(input -> versions.put(input, "1"));
        versions.put("brand_day", "Asia/Shanghai");
        versions.put("brand_currency", "CNY");
        return versions;
    }
}
