package io.tidebank.server.collect;

import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.error.TidebankException;
import io.tidebank.server.Listening;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import io.tidebank.server.WebStart;
import io.tidebank.server.collect.http.BodyRoom;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A running collector without a home. It refuses until it knows whose key is whose. */
public final class CollectorServer implements AutoCloseable {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(CollectorServer.class));
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final ServletWebServerApplicationContext context;
    private final Listening listening;
    private final PacedThread learning;

    private CollectorServer(ServletWebServerApplicationContext context, Listening listening, PacedThread learning) {
        this.context = context;
        this.listening = listening;
        this.learning = learning;
    }

    /**
     * Starts it over gates that it leaves open when it stops.
     *
     * @param bodyBytes what the bodies may take that are read at one time
     */
    public static CollectorServer start(CollectorGates gates, Listening listening, long bodyBytes, Clock clock) {
        ServletWebServerApplicationContext context = WebStart.run(CollectorConfiguration.class, listening, made -> {
            made.registerBean(CollectorGates.class, () -> gates, definition -> definition.setDestroyMethodName(""));
            made.registerBean(Listening.class, () -> listening);
            made.registerBean(BodyRoom.class, () -> new BodyRoom(bodyBytes));
            made.registerBean(Clock.class, () -> clock);
        });
        PacedThread learning = PacedThread.start("sources", Duration.ZERO, () -> learn(gates));
        return new CollectorServer(context, listening, learning);
    }

    private static Duration learn(CollectorGates gates) {
        try {
            gates.step();
            return Duration.ZERO;
        } catch (TidebankException e) {
            LOG.error("Nothing is learnt of sources", e);
            return AFTER_A_FAULT;
        }
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return listening.url(WebStart.port(context));
    }

    /** First nothing more is taken, then nothing more is learnt. */
    @Override
    public void close() {
        context.close();
        learning.stop();
    }
}
