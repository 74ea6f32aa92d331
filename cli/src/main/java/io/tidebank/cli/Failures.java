package io.tidebank.cli;

import io.tidebank.cli.picture.Prose;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.error.TidebankException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Turns what went wrong into one sentence, {@code CODE: message}, and exit code 1. */
final class Failures {

    private Failures() {}

    static int report(Exception failure, CommandLine commandLine, Terminal terminal) {
        PrintWriter err = commandLine.getErr();
        String line = failure instanceof TidebankException known
                ? known.code().name() + ": " + known.getMessage()
                : "INTERNAL: " + failure + " (please report this; TIDEBANK_DEBUG=1 shows where it comes from)";
        Prose.lines(line, terminal.errorColumns()).forEach(err::println);
        if (System.getenv("TIDEBANK_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
