package io.tidebank.cli;

import io.tidebank.error.TidebankException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line, {@code CODE: message}, and exit code 1. */
final class Failures {

    private Failures() {}

    static int report(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (failure instanceof TidebankException known) {
            err.println(known.code().name() + ": " + known.getMessage());
        } else {
            err.println("INTERNAL: " + failure + " (please report this; TIDEBANK_DEBUG=1 shows where it comes from)");
        }
        if (System.getenv("TIDEBANK_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
