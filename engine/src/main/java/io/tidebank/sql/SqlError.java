package io.tidebank.sql;

import io.tidebank.error.ErrorCode;
import java.sql.SQLException;
import java.util.Locale;

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
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("interrupt")) {
            return SQL_CANCELLED;
        }
        if (message.contains("out of memory")
                || message.contains("no space left")
                || message.contains("file too large")
                || message.contains("quota exceeded")) {
            return SQL_OUT_OF_SPACE;
        }
        boolean wrong = message.contains("parser error")
                || message.contains("binder error")
                || message.contains("catalog error")
                || message.contains("conversion error");
        return wrong ? SQL_INVALID : SQL_FAILED;
    }
}
