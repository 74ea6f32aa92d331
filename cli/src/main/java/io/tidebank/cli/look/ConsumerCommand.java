package io.tidebank.cli.look;

import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.picture.LocalTimes;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that is known of one consumer. */
@Command(name = "consumer", description = "One consumer: who it is, where it stands, what it did.")
public final class ConsumerCommand implements Callable<Integer> {

    /** One less than is ever answered, so that it can be told whether there are more. */
    private static final int MOST = 99_999;

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description = "An identifier as type:value (user:1234, email:mei@example.com, phone:+8613800001234), or a"
                    + " consumer id.")
    private String id = "";

    @Option(names = "--timeline", description = "Only what it did, touch by touch; for json and csv.")
    private boolean timeline;

    @Option(
            names = "--touches",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many of its touches, latest first (default: ${DEFAULT-VALUE}).")
    void most(int touches) {
        if (touches < 1 || touches > MOST) {
            throw new ParameterException(spec.commandLine(), "--touches takes 1 to %,d: %d".formatted(MOST, touches));
        }
        most = touches;
    }

    private int most = 200;

    ConsumerCommand(Session session) {
        this.session = session;
    }

    private record Person(Answer profile, Answer timeline, ZoneId zone) {}

    @Override
    public Integer call() {
        if (timeline) {
            return session.showLocal(bank -> told(bank));
        }
        if (session.options().format() != Format.table) {
            return session.show(session.ask(bank -> bank.consumer(id)));
        }
        Person person = session.ask(bank -> new Person(bank.consumer(id), told(bank), bank.zone()));
        return session.show(person.profile, () -> picture(person));
    }

    /** An end that is one of the list and not of the touches must not be taken for it. */
    private Answer told(Bank bank) {
        Answer timeline = bank.timeline(id, most + 1);
        if (timeline.rows().size() <= most) {
            return timeline;
        }
        session.remark("Only the latest %d touches are shown; more with --touches N".formatted(most));
        return new Answer(
                timeline.brand(),
                timeline.asOf(),
                timeline.columns(),
                timeline.rows().subList(0, most));
    }

    private List<String> picture(Person person) {
        boolean colours = session.terminal().colours();
        List<String> lines = new ArrayList<>(LocalTimes.wholeTable(person.profile, person.zone, colours));
        lines.add("");
        lines.addAll(LocalTimes.table(person.timeline, person.zone, colours));
        return lines;
    }
}
