package io.tidebank.cli.look;

import io.tidebank.cli.picture.LocalTimes;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that is known of one consumer. */
@Command(name = "consumer", description = "One consumer: who it is, where it stands, what it did.")
public final class ConsumerCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", description = "An identifier as type:value (user:1234), or a consumer id.")
    private String id = "";

    @Option(names = "--timeline", description = "Only what it did, touch by touch; for json and csv.")
    private boolean timeline;

    @Option(
            names = "--touches",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many of its touches, latest first (default: ${DEFAULT-VALUE}).")
    private int most = 200;

    ConsumerCommand(Session session) {
        this.session = session;
    }

    private record Person(Answer profile, Answer timeline, ZoneId zone) {}

    @Override
    public Integer call() {
        if (timeline) {
            return session.showLocal(bank -> told(bank.timeline(id, most)));
        }
        if (session.options().format() != Format.table) {
            return session.show(session.ask(bank -> bank.consumer(id)));
        }
        Person person = session.ask(bank -> new Person(bank.consumer(id), told(bank.timeline(id, most)), bank.zone()));
        return session.show(person.profile, () -> picture(person));
    }

    /** An end that is one of the list and not of the touches must not be taken for it. */
    private Answer told(Answer timeline) {
        if (timeline.rows().size() >= most) {
            session.remark("Only the latest %d touches are shown; more with --touches N".formatted(most));
        }
        return timeline;
    }

    private List<String> picture(Person person) {
        boolean colours = session.terminal().colours();
        List<String> lines = new ArrayList<>(LocalTimes.table(person.profile, person.zone, colours));
        lines.add("");
        lines.addAll(LocalTimes.table(person.timeline, person.zone, colours));
        return lines;
    }
}
