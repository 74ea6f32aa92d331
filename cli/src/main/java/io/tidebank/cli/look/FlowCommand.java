package io.tidebank.cli.look;

import io.tidebank.cli.picture.FlowPicture;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.sql.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who moved between the stages from one day to another. */
@Command(name = "flow", description = "Who moved between the stages from the end of one day to the end of another.")
public final class FlowCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(names = "--ladder", paramLabel = "NAME", defaultValue = "aipl", description = "Default: ${DEFAULT-VALUE}.")
    private String ladder = "aipl";

    FlowCommand(Session session) {
        this.session = session;
    }

    private record Flow(Answer matrix, Answer moves) {}

    @Override
    public Integer call() {
        if (session.options().format() != Format.table) {
            return session.show(session.askOfDays(
                    bank -> bank.flow(period.period(), ladder),
                    period.period().from(),
                    period.period().to()));
        }
        Flow flow = session.askOfDays(
                bank -> new Flow(bank.flow(period.period(), ladder), bank.flowSummary(period.period(), ladder)),
                period.period().from(),
                period.period().to());
        return session.show(flow.matrix, () -> picture(flow));
    }

    private List<String> picture(Flow flow) {
        Terminal terminal = session.terminal();
        List<String> lines = new ArrayList<>();
        lines.add("%s · %s · from the end of %s to the end of %s"
                .formatted(
                        flow.matrix.brand(),
                        ladder,
                        period.period().from(),
                        period.period().to()));
        lines.add("");
        lines.addAll(FlowPicture.draw(flow.matrix, flow.moves, terminal.columns(), terminal.colours()));
        return lines;
    }
}
