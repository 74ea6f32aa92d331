package io.tidebank.brand;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.SqlError;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with somebody's SQL, in one sentence. The database says more than that: other names that there are, the
 * text of the question, and the values at which it stumbled, which may be personal.
 */
final class SqlFaults {

    /** All that the driver says of a question that fails before its first row. */
    private static final String LOST = "Invalid result set";

    private static final Pattern LINE = Pattern.compile("(?m)^LINE (\\d+):");
    private static final Pattern END = Pattern.compile("(?i)\\s*(\\R|Candidate |Did you mean|LINE \\d+:|Possible )");

    private SqlFaults() {}

    static TidebankException of(SQLException failure) {
        String said = String.valueOf(failure.getMessage());
        Matcher family = SqlError.FAMILY.matcher(said);
        if (!family.matches()) {
            return new TidebankException(SqlError.of(failure), "The question cannot be answered", failure);
        }
        if (family.group(2).strip().equals(LOST)) {
            return invalid(
                    "The question failed while it ran: a value does not fit its type (try_cast gives null there),"
                            + " a number is too large, or memory is short",
                    failure);
        }
        Matcher line = LINE.matcher(said);
        String where = line.find() ? " (line %s)".formatted(line.group(1)) : "";
        return switch (family.group(1).toLowerCase(Locale.ROOT)) {
            case "parser", "binder", "catalog", "syntax", "not implemented", "permission" ->
                invalid(firstSentence(family.group(2)) + where, failure);
            case "conversion", "mismatch type" ->
                invalid(
                        "A value does not fit the type that it is made to be; try_cast gives null there" + where,
                        failure);
            case "out of range", "invalid input", "constraint", "invalid type", "sequence" ->
                invalid("A function was given a value that it cannot take" + where, failure);
            case "out of memory" ->
                new TidebankException(
                        SqlError.SQL_OUT_OF_SPACE, "The question needs more memory than Tidebank may use", failure);
            case "interrupt" -> new TidebankException(SqlError.SQL_CANCELLED, "The question was cancelled", failure);
            default ->
                new TidebankException(
                        SqlError.of(failure), "The question cannot be answered just now; ask again", failure);
        };
    }

    /** A sentence of the database's that names what was written, and nothing else. */
    static String firstSentence(String said) {
        Matcher end = END.matcher(said);
        String sentence = end.find() ? said.substring(0, end.start()) : said;
        return sentence.strip().replaceAll("[!.:,\\s]+$", "");
    }

    private static TidebankException invalid(String message, SQLException failure) {
        return new TidebankException(SqlError.SQL_INVALID, message, failure);
    }
}
