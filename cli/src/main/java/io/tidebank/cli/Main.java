package io.tidebank.cli;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Interruption;
import io.tidebank.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Where {@code ./tidebank} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
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
                .registerConverter(LocalDate.class, Main::day)
                .setExecutionExceptionHandler(Failures::report);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'%s' is no day; write it as 2026-06-30".formatted(text));
        }
    }
}
