package io.tidebank.sql;

import io.tidebank.error.ErrorCode;
import java.nio.file.Path;
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

    private static final Pattern FULL_DISK = Pattern.compile("(?i)no space left on device");

    /**
     * The file that it had no room for; its quotes are escaped where the message quotes another one. Bounded: a message
     * quotes what somebody sent, and may be long.
     */
    private static final Pattern FILE = Pattern.compile("(?i)\\bfile \\\\{0,8}+\"(?<file>[^\"]{1,4096}?)\\\\{0,8}+\"");

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

    /** What to say of it: a full disk in plain words, anything else as the database says it. */
    static String told(SQLException e) {
        String message = e.getMessage();
        if (message == null) {
            return "DuckDB gave no reason";
        }
        Matcher full = FULL_DISK.matcher(message);
        if (!full.find()) {
            return message;
        }
        Matcher file = FILE.matcher(message).region(0, full.start());
        return "The disk%s is full. Nothing of this work was kept: make room there, and run it again"
                .formatted(file.find() ? " of " + folder(file.group("file")) : "");
    }

    private static Path folder(String file) {
        Path whole = Path.of(file).toAbsolutePath();
        Path folder = whole.getParent();
        return folder == null ? whole : folder;
    }

    /** The disk's own words, which stand anywhere in what the database says. */
    private static boolean isOutOfSpace(String message) {
        return message.contains("out of memory")
                || message.contains("no space left")
                || message.contains("file too large")
                || message.contains("quota exceeded");
    }
}
