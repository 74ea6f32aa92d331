package io.tidebank.cli;

import static java.util.stream.Collectors.joining;

import io.tidebank.cli.picture.Prose;
import io.tidebank.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong use in few lines: what is wrong, what may have been meant, where the help is; exit code 2. */
final class UsageErrors {

    /** A word that is meant has at most so many letters wrong, and at most a third of them. */
    private static final int MOST_SLIPS = 2;

    private static final int LETTERS_FOR_A_SLIP = 3;

    private UsageErrors() {}

    static int report(ParameterException failure, Terminal terminal) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (lacksItsVerb(failure)) {
            command.usage(err, command.getColorScheme());
            err.println();
        }
        Prose.lines(String.valueOf(failure.getMessage()), terminal.errorColumns())
                .forEach(line -> err.println(command.getColorScheme().errorText(line)));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            suggest(unmatched, err);
        }
        err.println("See: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** Who names no verb, where one is needed, is shown which there are. */
    private static boolean lacksItsVerb(ParameterException failure) {
        Object command = failure.getCommandLine().getCommandSpec().userObject();
        boolean needsVerb = !(command instanceof Callable || command instanceof Runnable || command instanceof Method);
        return needsVerb && failure.getClass() == ParameterException.class && failure.getArgSpec() == null;
    }

    private static void suggest(UnmatchedArgumentException unmatched, PrintWriter err) {
        if (unmatched.getUnmatched().isEmpty()) {
            return;
        }
        String word = unmatched.getUnmatched().getFirst();
        List<String> meant = words(unmatched.getCommandLine().getCommandSpec())
                .filter(known -> slips(word, known) <= Math.min(MOST_SLIPS, word.length() / LETTERS_FOR_A_SLIP))
                .sorted(Comparator.comparingInt(known -> slips(word, known)))
                .toList();
        if (!meant.isEmpty()) {
            err.println("Did you mean: %s?".formatted(meant.stream().collect(joining(" or "))));
        }
    }

    /** Verbs and options that can stand here. */
    private static Stream<String> words(CommandSpec spec) {
        Stream<String> verbs = spec.subcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(verb -> verb.getKey());
        return Stream.concat(verbs, spec.optionsMap().keySet().stream());
    }

    /** How many letters have to be put in, taken out or replaced to make one word the other. */
    private static int slips(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
