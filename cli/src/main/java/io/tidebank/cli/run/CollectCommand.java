package io.tidebank.cli.run;

import io.tidebank.brand.home.ServerSettings;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Interruption;
import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.collect.topic.TopicError;
import io.tidebank.collect.topic.TopicSettings;
import io.tidebank.error.TidebankException;
import io.tidebank.server.Listening;
import io.tidebank.server.collect.CollectorServer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidebank collect}. */
@Command(
        name = "collect",
        description =
                "Take events into Kafka, for a home elsewhere whose journal is there. It needs no home of its own.")
public final class CollectCommand implements Callable<Integer> {

    /** As for a home's server. */
    private static final int MOST_MEGABYTES = 1 << 20;

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--kafka",
            required = true,
            paramLabel = "BROKERS",
            description = "Brokers to ask first, as HOST:PORT with commas between.")
    private String bootstrap = "";

    @Option(
            names = "--topic",
            required = true,
            paramLabel = "TOPIC",
            description = "The topic that is the home's journal; TOPIC.sources tells whose key is whose.")
    private String topic = "";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Further properties of Kafka's clients, as Kafka's own tools take them.")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--bodies-mb",
            paramLabel = "MB",
            defaultValue = "64",
            description = "Room for the bodies that are read at one time (default: ${DEFAULT-VALUE}).")
    void bodies(int megabytes) {
        if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
            throw new ParameterException(
                    spec.commandLine(), "--bodies-mb takes 1 to %,d: %d".formatted(MOST_MEGABYTES, megabytes));
        }
        bodies = megabytes;
    }

    private int bodies = 64;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    CollectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TopicSettings settings = TopicSettings.ofCollector(bootstrap, topic, properties(config));
        Listening listening = listen.listening(port, ServerSettings.USUAL);
        Clock clock = Clock.systemUTC();
        try (Interruption interruption = new Interruption();
                CollectorGates gates = CollectorGates.open(settings, clock);
                CollectorServer server = CollectorServer.start(gates, listening, (long) bodies << 20, clock)) {
            session.out().println("Collecting at " + server.url() + "   (Ctrl-C stops it)");
            session.out().flush();
            warn(listening);
            interruption.await();
        }
        return 0;
    }

    private void warn(Listening listening) {
        if (listening.hasUnnamedProxy()) {
            session.remark(ListenOptions.UNNAMED_PROXY);
        }
        if (listening.speaksPlainlyToOthers()) {
            session.remark(
                    "WARNING: other machines reach this collector in plain HTTP, and who listens on the way reads"
                            + " write keys and events. Put a proxy with TLS in front (--proxy), or give --tls-cert and"
                            + " --tls-key");
        }
    }

    private static Map<String, String> properties(@Nullable Path file) {
        Map<String, String> properties = new TreeMap<>();
        if (file == null) {
            return properties;
        }
        try (Reader text = Files.newBufferedReader(file)) {
            Properties read = new Properties();
            read.load(text);
            read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new TidebankException(
                    TopicError.TOPIC_INVALID, "%s cannot be read as a file of properties".formatted(file), e);
        }
    }
}
