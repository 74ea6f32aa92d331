package io.tidebank.cli.run;

import io.tidebank.brand.Tidebank;
import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.ServerSettings;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Interruption;
import io.tidebank.error.TidebankException;
import io.tidebank.server.Listening;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the API and the console until it is stopped. */
@Command(
        name = "serve",
        description = "Serve the REST API and the console, on this machine alone unless told otherwise, until Ctrl-C.")
public final class ServeCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        serve(session, settings -> listen.listening(port, settings));
        return 0;
    }

    /** Serves the home until the process is told to stop; then the server closes first and the home after it. */
    static void serve(Session session, Function<ServerSettings, Listening> wanted) throws InterruptedException {
        Path home = session.options().home();
        ServerFile.find(home).ifPresent(other -> {
            throw new TidebankException(
                    BrandError.HOME_IN_USE,
                    "Home %s is served already at %s by process %d; open that, or stop it first"
                            .formatted(home, other.url(), other.pid()));
        });
        try (Interruption interruption = new Interruption();
                Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, wanted.apply(tidebank.server()))) {
            session.say("Tidebank is at " + server.url() + "   (Ctrl-C stops it)");
            session.say("Open " + server.consoleLink("/"));
            session.remark("The link works once, within an hour; 'tidebank open' prints another");
            warn(session, server);
            interruption.await();
        }
    }

    private static void warn(Session session, TidebankServer server) {
        server.firstOwnerLink().ifPresent(link -> {
            session.say("Nobody can come in from elsewhere yet. The first owner's link: " + link);
            if (!server.isNamed()) {
                session.remark("There, put the address by which this machine is reached in the place of 127.0.0.1;"
                        + " --public-url or --host-name makes the link whole");
            }
        });
        if (server.hasUnnamedProxy()) {
            session.remark(ListenOptions.UNNAMED_PROXY);
        }
        if (server.speaksPlainlyToOthers()) {
            session.remark("WARNING: other machines reach this server in plain HTTP, and who listens on the way reads"
                    + " tokens and answers. Put a proxy with TLS in front (--proxy), or give --tls-cert and --tls-key");
        }
    }
}
