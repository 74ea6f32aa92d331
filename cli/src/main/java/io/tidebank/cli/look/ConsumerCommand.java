package io.tidebank.cli.look;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything that is known of one consumer. */
@Command(name = "consumer", description = "One consumer: who it is, where it stands, what it did.")
public final class ConsumerCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", description = "An identifier as type:value (user:1234), or a consumer id.")
    private String id = "";

    ConsumerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.show(session.ask(bank -> bank.consumer(id)));
    }
}
