package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.error.TidebankException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what a database's failure means. Neither a value from a row nor a password gets into a message. */
public final class JdbcFault {

    private static final String NO_REASON = "it gives no reason";

    private JdbcFault() {}

    /** @param what the beginning of a sentence: what was wanted */
    public static TidebankException of(SQLException e, String what, JdbcServer server) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        JdbcError code = code(state, e);
        String reason = switch (code) {
            case JDBC_UNREACHABLE -> "%s does not answer (%s)".formatted(server.place(), told(e, state, server));
            case JDBC_REFUSED ->
                "%s refuses user '%s' (%s): check user, password and rights"
                        .formatted(server.place(), server.user(), told(e, state, server));
            case JDBC_INVALID, JDBC_FAILED, JDBC_DRIVER_MISSING ->
                "%s says: %s".formatted(server.place(), told(e, state, server));
        };
        // The cause is left out on purpose: its message may quote what it stumbled over.
        return new TidebankException(code, "%s: %s".formatted(what, reason));
    }

    private static JdbcError code(String state, SQLException e) {
        if (state.equals("57014") || e instanceof SQLTimeoutException) {
            return JdbcError.JDBC_FAILED;
        }
        if (state.startsWith("28") || state.equals("42501") || isDenied(e)) {
            return JdbcError.JDBC_REFUSED;
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
            return JdbcError.JDBC_UNREACHABLE;
        }
        return state.startsWith("42") || state.startsWith("3D") || state.startsWith("3F")
                ? JdbcError.JDBC_INVALID
                : JdbcError.JDBC_FAILED;
    }

    /** MySQL: no right to a database, a table or a column. */
    private static boolean isDenied(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1044, 1045, 1142, 1143 -> true;
            default -> false;
        };
    }

    private static String told(SQLException e, String state, JdbcServer server) {
        // Data exceptions quote the value.
        if (state.startsWith("22") || state.startsWith("23")) {
            return "a value cannot be read as the query wants it (SQLSTATE %s)".formatted(state);
        }
        String message = firstLine(e.getMessage());
        String password = server.password().get();
        return (password.isEmpty() ? message : message.replace(password, "***"))
                + (state.isEmpty() ? "" : ", SQLSTATE " + state);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? NO_REASON : message.lines().findFirst().orElse(NO_REASON);
    }
}
