package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_INVALID;

import io.tidebank.digest.Sha256;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.SqlModel.Column;
import io.tidebank.sql.SqlModel.Refresh;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one model file and reports all its faults together. */
final class ModelParser {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern BY_KEY = Pattern.compile("by_key\\s+(.+)");
    private static final Pattern TAG = Pattern.compile("--\\s*@(\\w+)\\s*(.*)");
    private static final Pattern COLUMN = Pattern.compile("(\\w+)\\s+\\(([^)]+)\\)\\s+(.+)");

    /** They answer a double for a decimal, and not the same one on every engine. */
    private static final Set<String> INEXACT = Set.of("/", "avg", "mean");

    private final String name;
    private final String text;
    private final List<String> faults = new ArrayList<>();
    private final List<String> grain = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private Refresh refresh = Refresh.FULL;
    private List<String> refreshedBy = List.of();

    ModelParser(String name, String text) {
        this.name = name;
        this.text = text;
    }

    SqlModel parse(Connection connection) {
        List<String> lines = text.lines().toList();
        int header = 0;
        while (header < lines.size() && lines.get(header).startsWith("--")) {
            header++;
            read(header, lines.get(header - 1));
        }
        String select = String.join("\n", lines.subList(header, lines.size())).strip();
        complain(0, !NAME.matcher(name).matches(), "a model's name is lower case: letters, digits and _");
        complain(1, !String.join(" ", grain).startsWith("One row per "), "the first line must say: -- One row per ...");
        complain(header, key.isEmpty(), "@key is missing: the columns whose values no two rows share");
        complain(header, refresh == Refresh.BY_DAY && !has("day"), "@refresh by_day needs a @column day");
        complain(
                header,
                !key.containsAll(refreshedBy),
                "@refresh by_key names columns of @key, or none for all of them");
        complain(header, refresh == Refresh.BY_MONTH && !has("month"), "@refresh by_month needs a @column month");
        complain(header, select.isEmpty(), "the SELECT is missing");
        stopAtFaults();
        SqlSyntax syntax = syntax(connection, select);
        checkFunctions(syntax);
        stopAtFaults();
        List<String> together = refreshedBy.isEmpty() ? key : refreshedBy;
        return new SqlModel(
                name, String.join(" ", grain), key, checks, refresh, together, columns, syntax, select, hash(text));
    }

    private boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private void read(int number, String line) {
        Matcher tag = TAG.matcher(line);
        if (!tag.matches()) {
            boolean late = !key.isEmpty() || !checks.isEmpty() || !columns.isEmpty();
            complain(number, late, "plain words stand before the first @ line");
            grain.add(line.substring(2).strip());
            return;
        }
        String value = tag.group(2).strip();
        complain(number, value.isEmpty(), "@%s says nothing".formatted(tag.group(1)));
        switch (tag.group(1)) {
            case "key" -> key.addAll(Arrays.asList(value.split("\\s*,\\s*")));
            case "check" -> checks.add(value);
            case "refresh" -> readRefresh(number, value);
            case "column" -> readColumn(number, value);
            default ->
                complain(number, true, "@%s is unknown; there are key, check, refresh, column".formatted(tag.group(1)));
        }
    }

    private void readRefresh(int number, String value) {
        Matcher byKey = BY_KEY.matcher(value);
        if (byKey.matches()) {
            refresh = Refresh.BY_KEY;
            refreshedBy = List.of(byKey.group(1).split("\\s*,\\s*"));
            return;
        }
        for (Refresh known : Refresh.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(value)) {
                refresh = known;
                return;
            }
        }
        complain(number, true, "@refresh is full, by_day, by_month or by_key, not '%s'".formatted(value));
    }

    private void readColumn(int number, String value) {
        Matcher column = COLUMN.matcher(value);
        if (column.matches()) {
            columns.add(new Column(column.group(1), column.group(2), column.group(3)));
        } else {
            complain(number, true, "a column is documented as: @column NAME (UNIT) MEANING");
        }
    }

    private SqlSyntax syntax(Connection connection, String select) {
        try {
            return SqlSyntax.of(connection, select);
        } catch (TidebankException e) {
            throw new TidebankException(MODEL_INVALID, "Model '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private void checkFunctions(SqlSyntax syntax) {
        for (String function : syntax.functions()) {
            complain(
                    0,
                    INEXACT.contains(function),
                    "'%s' makes money inexact; give sums and counts, and divide where they are shown"
                            .formatted(function));
        }
        complain(
                0,
                !syntax.qualified().isEmpty(),
                "a model names relations without a schema, not " + String.join(", ", syntax.qualified()));
        complain(
                0,
                !syntax.tableFunctions().isEmpty(),
                "a model reads tables only, not " + String.join(", ", syntax.tableFunctions()));
    }

    private void complain(int line, boolean wrong, String fault) {
        if (wrong) {
            faults.add(line == 0 ? fault : "line %d: %s".formatted(line, fault));
        }
    }

    private void stopAtFaults() {
        if (!faults.isEmpty()) {
            throw new TidebankException(MODEL_INVALID, "Model '%s': %s".formatted(name, String.join("; ", faults)));
        }
    }

    static String hash(String text) {
        return Sha256.hex(text);
    }
}
