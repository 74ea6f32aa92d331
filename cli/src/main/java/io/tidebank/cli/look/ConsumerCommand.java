package io.tidebank.cli.look;

import io.tidebank.cli.picture.TextTable;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
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

    ConsumerCommand(Session session) {
        this.session = session;
    }

    private record Person(Answer profile, Answer timeline) {}

    @Override
    public Integer call() {
        if (timeline) {
            return session.show(session.ask(bank -> bank.timeline(id)));
        }
        if (session.options().format() != Format.table) {
            return session.show(session.ask(bank -> bank.consumer(id)));
        }
        Person person = session.ask(bank -> new Person(bank.consumer(id), bank.timeline(id)));
        return session.show(person.profile, () -> picture(person));
    }

    private List<String> picture(Person person) {
        boolean colours = session.terminal().colours();
        List<String> lines = new ArrayList<>(TextTable.of(person.profile, colours));
        lines.add("");
        lines.addAll(TextTable.of(person.timeline, colours));
        return lines;
    }
}
