package io.tidebank.cli.look;

import io.tidebank.cli.picture.LadderPicture;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many consumers stand on each stage of a ladder. */
@Command(name = "stages", description = "How many consumers stand on each stage at the end of a day.")
public final class StagesCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day, in the brand's zone; the last one if left out.")
    private @Nullable LocalDate asOf;

    @Option(names = "--ladder", paramLabel = "NAME", defaultValue = "aipl", description = "Default: ${DEFAULT-VALUE}.")
    private String ladder = "aipl";

    StagesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Answer answer = session.askOfDays(bank -> bank.stages(asOf, ladder), asOf);
        return session.show(answer, () -> picture(answer));
    }

    private List<String> picture(Answer answer) {
        Terminal terminal = session.terminal();
        List<String> lines = new ArrayList<>();
        lines.add("%s · %s · end of %s".formatted(answer.brand(), ladder, answer.asOf()));
        lines.add("");
        lines.addAll(LadderPicture.draw(answer, terminal.columns(), terminal.colours()));
        if (asOf != null) {
            lines.add("All consumers known now are counted; who came later than %s is out".formatted(asOf));
        }
        return lines;
    }
}
