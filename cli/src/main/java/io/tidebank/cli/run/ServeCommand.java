package io.tidebank.cli.run;

import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.server.TidebankServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the API and the console until it is stopped. */
@Command(name = "serve", description = "Serve the REST API and the console on this machine, until Ctrl-C.")
public final class ServeCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Tidebank tidebank = Tidebank.open(session.options().home())) {
            serve(session, tidebank, session.options().home(), port);
        }
        return 0;
    }

    /** Serves an open home until the process is told to stop, then closes everything in order. */
    static void serve(Session session, Tidebank tidebank, Path home, int port) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    asked.countDown();
                    await(closed);
                },
                "stop-serving");
        try (TidebankServer server = TidebankServer.start(tidebank, home, port)) {
            Runtime.getRuntime().addShutdownHook(hook);
            session.out().println("Tidebank is at " + server.url() + "   (Ctrl-C stops it)");
            session.out().flush();
            asked.await();
        } finally {
            tidebank.close();
            closed.countDown();
        }
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
