package io.tidebank.cli;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Interruption;
import io.tidebank.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Where {@code ./tidebank} begins. */
public final class Main {

    /** Kept, since what a logger was told is forgotten with it. */
    private static final Logger SQLITE = Logger.getLogger("org.sqlite.SQLiteJDBCLoader");

    /** The driver clears copies of its library away that others left, and shouts when one of them was faster. */
    private static final String SQLITE_TIDYING = "Failed to delete old native lib";

    private Main() {}

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        SQLITE.setFilter(record -> !record.getMessage().startsWith(SQLITE_TIDYING));
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = commandLine(new Session(Terminal.ofProcess(), out, err), out, err)
                .execute(arguments);
        out.flush();
        Interruption.said();
        System.exit(code);
    }

    /** The whole command line over a session and two writers. */
    static CommandLine commandLine(Session session, PrintWriter out, PrintWriter err) {
        TidebankCommand root = new TidebankCommand(session.options());
        return new CommandLine(root, new SessionFactory(session))
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        session.terminal().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(session.terminal().columns())
                .setAllowSubcommandsAsOptionParameters(true)
                .registerConverter(LocalDate.class, Main::day)
                .registerConverter(ZoneId.class, Main::zone)
                .registerConverter(Currency.class, Main::currency)
                .registerConverter(int.class, NumberConverters::whole)
                .registerConverter(long.class, NumberConverters::large)
                .registerConverter(double.class, NumberConverters::real)
                .setParameterExceptionHandler((failure, given) -> UsageErrors.report(failure, session.terminal()))
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> Failures.report(failure, line, session.terminal()));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'%s' is no time zone; write it as Asia/Shanghai".formatted(text));
        }
    }

    private static Currency currency(String text) {
        try {
            return Currency.getInstance(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'%s' is no currency; write it in ISO 4217, as CNY".formatted(text));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'%s' is no day; write it as 2026-06-30".formatted(text));
        }
    }
}
