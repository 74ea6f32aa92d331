package io.tidebank.server;

import io.tidebank.access.Access;
import io.tidebank.access.Caller;
import io.tidebank.access.OneTimeLink;
import io.tidebank.access.Owners;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Gates;
import io.tidebank.server.collect.PatientGates;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** A running server over an open home, which it leaves open when it stops. */
public final class TidebankServer implements AutoCloseable {

    private final ServletWebServerApplicationContext context;
    private final Listening listening;
    private final Access access;
    private final ServerFile file;

    private TidebankServer(
            ServletWebServerApplicationContext context, Listening listening, Access access, ServerFile file) {
        this.context = context;
        this.listening = listening;
        this.access = access;
        this.file = file;
    }

    /** Starts on a port of this machine alone, 0 for any free one. */
    public static TidebankServer start(Tidebank tidebank, Path home, int port) {
        return start(tidebank, home, Listening.loopback(port));
    }

    /** Starts, and tells the command line where through {@code run/server.json}. */
    public static TidebankServer start(Tidebank tidebank, Path home, Listening listening) {
        LocalToken token = LocalToken.random();
        ApplicationContextInitializer<GenericApplicationContext> beans = made -> {
            made.registerBean(Tidebank.class, () -> tidebank, definition -> definition.setDestroyMethodName(""));
            made.registerBean(Gates.class, () -> new PatientGates(tidebank.gates(), System::nanoTime));
            made.registerBean(Clock.class, tidebank::clock);
            made.registerBean(Home.class, () -> new Home(home));
            made.registerBean(LocalToken.class, () -> token);
            made.registerBean(Listening.class, () -> listening);
        };
        ServletWebServerApplicationContext context = WebStart.run(ServerConfiguration.class, listening, beans);
        try {
            int localPort = context.getBean(LocalDoor.class).port().orElse(WebStart.port(context));
            ServerFile file = ServerFile.write(home, localPort, token);
            return new TidebankServer(context, listening, tidebank.access(), file);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return listening.url(WebStart.port(context));
    }

    /** Whether {@link #url} is also how others reach it. */
    public boolean isNamed() {
        return listening.isNamed();
    }

    /** Whether what other machines send and are answered can be read on the way. */
    public boolean speaksPlainlyToOthers() {
        return listening.speaksPlainlyToOthers();
    }

    /** Whether it must be that a proxy speaks TLS for it of which nobody has told. */
    public boolean hasUnnamedProxy() {
        return listening.hasUnnamedProxy();
    }

    /** A one-time link to a page of the console for a browser on this machine; the path begins with a slash. */
    public String consoleLink(String path) {
        String local = listening.answersLocalPrograms() ? "http://127.0.0.1:" + WebStart.port(context) : file.url();
        String key = access.owners().localLink().key();
        return local + path + (path.contains("?") ? "&" : "?") + "key=" + key;
    }

    /** A one-time link for the first owner; empty if somebody can come in already, or nobody need. */
    public Optional<String> firstOwnerLink() {
        if (!listening.isReachedFromElsewhere() || access.hasAdministrator()) {
            return Optional.empty();
        }
        OneTimeLink link = access.owners().invite("owner", Owners.LINK_VALIDITY, Caller.LOCAL);
        return Optional.of(url() + "/?key=" + link.key());
    }

    /** Spring's parts, for those who look over them. */
    ServletWebServerApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        file.remove();
        context.close();
    }
}
