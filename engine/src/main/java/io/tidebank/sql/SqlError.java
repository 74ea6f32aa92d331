package io.tidebank.sql;

import io.tidebank.error.ErrorCode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can go wrong while running SQL. */
public enum SqlError implements ErrorCode {
    /** The statement is wrong: syntax, an unknown table or column, a type that does not fit. */
    SQL_INVALID(Kind.INVALID),
    /** The work was cancelled. */
    SQL_CANCELLED(Kind.CANCELLED),
    /** The memory or disk setting is too small for the work. */
    SQL_OUT_OF_SPACE(Kind.CONFLICT),
    /** A model's own check does not hold. */
    MODEL_CHECK_FAILED(Kind.INTERNAL),
    /** A model file is not one that can be run. */
    MODEL_INVALID(Kind.INVALID),
    /** The database failed in some other way. */
    SQL_FAILED(Kind.INTERNAL);

    /** What the database begins a message with, and the rest of it. */
    public static final Pattern FAMILY = Pattern.compile("(?s)([A-Z][A-Za-z ]*?) Error: (.*)");

    private final Kind kind;

    SqlError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** What a failure of the database means. */
    public static SqlError of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        Matcher family = FAMILY.matcher(message);
        return switch (family.matches() ? family.group(1).toLowerCase(Locale.ROOT) : "") {
            case "interrupt" -> SQL_CANCELLED;
            case "out of memory" -> SQL_OUT_OF_SPACE;
            case "parser", "binder", "catalog", "conversion" -> SQL_INVALID;
            default -> isOutOfSpace(message.toLowerCase(Locale.ROOT)) ? SQL_OUT_OF_SPACE : SQL_FAILED;
        };
    }

    /** The disk's own words, which stand anywhere in what the database says. */
    private static boolean isOutOfSpace(String message) {
        return message.contains("out of memory")
                || message.contains("no space left")
                || message.contains("file too large")
                || message.contains("quota exceeded");
    }
}
