package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Keeps docs/reference/cli.md what the command line says; {@code -Dtidebank.docs=write} writes it anew. */
class CliReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/cli.md");

    @Test
    void theReferenceIsWhatTheCommandLineSays() throws IOException {
        String reference = reference();
        if ("write".equals(System.getProperty("tidebank.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, reference);
        }

        assertThat(PAGE)
                .as("Stale; write it anew: ./mvnw -pl cli -am test -Dtest=CliReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtidebank.docs=write")
                .hasContent(reference);
    }

    @Test
    void everyVerbAndOptionSaysWhatItIsFor() {
        CommandLine root = root();

        assertThat(root.getSubcommands()).allSatisfy((name, verb) -> {
            assertThat(verb.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            assertThat(verb.getCommandSpec().options())
                    .allSatisfy(option -> assertThat(option.description())
                            .as(name + option.longestName())
                            .isNotEmpty());
        });
    }

    private static String reference() {
        StringBuilder page = new StringBuilder("""
                # Command line

                Generated from the command line itself; a test keeps it so.

                Exit codes: 0 done, 1 failed (one line `CODE: message` on standard error), 2 wrong usage. With
                `--format json` every verb that shows a table prints `{"brand","as_of","columns","rows"}`: rows as
                arrays, counts and shares as numbers, decimals as text.

                """);
        CommandLine root = root();
        append(page, "tidebank", root);
        for (Map.Entry<String, CommandLine> verb : root.getSubcommands().entrySet()) {
            if (!verb.getValue().getCommandSpec().usageMessage().hidden()) {
                append(page, "tidebank " + verb.getKey(), verb.getValue());
                verb.getValue()
                        .getSubcommands()
                        .forEach((name, part) -> append(page, "tidebank %s %s".formatted(verb.getKey(), name), part));
            }
        }
        return page.toString();
    }

    private static void append(StringBuilder page, String title, CommandLine command) {
        String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n");
        page.append("## ").append(title).append("\n\n```\n").append(usage).append("```\n\n");
    }

    private static CommandLine root() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Main.commandLine(new Session(Terminal.PLAIN, nowhere, nowhere), nowhere, nowhere);
    }
}
