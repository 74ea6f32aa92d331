package io.tidebank.cli.session;

import static java.util.stream.Collectors.joining;

import io.tidebank.cli.picture.TextTable;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three ways to write an answer. */
final class Printing {

    private Printing() {}

    static List<String> table(Answer answer, Terminal terminal) {
        return TextTable.of(answer, terminal.colours());
    }

    static String json(Answer answer) {
        return WireJson.print(answer);
    }

    /** RFC 4180, but with the line ends of this system. */
    static List<String> csv(Answer answer) {
        List<String> lines = new ArrayList<>();
        lines.add(answer.columns().stream().map(Printing::field).collect(joining(",")));
        for (List<@Nullable Object> row : answer.rows()) {
            lines.add(row.stream().map(Printing::field).collect(joining(",")));
        }
        return lines;
    }

    private static String field(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            case Double number when Double.isFinite(number) -> WireJson.plain(number);
            default -> value.toString();
        };
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
