package io.tidebank.server;

import static java.util.stream.Collectors.joining;

import io.tidebank.access.Access;
import io.tidebank.access.Caller;
import io.tidebank.access.OneTimeLink;
import io.tidebank.access.Owners;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** A running server over an open home, which it leaves open when it stops. */
public final class TidebankServer implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("server.shutdown", "immediate"),
            Map.entry("server.compression.enabled", true),
            Map.entry(
                    "server.compression.mime-types",
                    "text/html,text/css,text/javascript,application/javascript,application/json,image/svg+xml"),
            Map.entry("server.tomcat.max-keep-alive-requests", -1),
            Map.entry("server.tomcat.connection-timeout", "20s"),
            Map.entry("server.tomcat.keep-alive-timeout", "60s"),
            Map.entry("spring.threads.virtual.enabled", true),
            Map.entry("spring.main.lazy-initialization", true),
            Map.entry("spring.web.resources.add-mappings", false),
            Map.entry("spring.mvc.problemdetails.enabled", false),
            Map.entry("spring.mvc.formcontent.filter.enabled", false),
            Map.entry("springdoc.api-docs.version", "openapi_3_1"),
            Map.entry("springdoc.paths-to-match", "/api/**,/health/**"),
            Map.entry("logging.level.root", "WARN"),
            Map.entry("logging.level.org.springframework.boot.diagnostics", "OFF"),
            Map.entry("logging.level.org.apache.catalina.loader", "ERROR"),
            Map.entry("logging.level.org.springframework.context.support", "ERROR"),
            // A line for every request that somebody makes up would be a way to fill the disk; metrics count them.
            Map.entry("logging.level.org.springframework.web.servlet", "ERROR"),
            Map.entry("logging.level.org.springframework.boot.web.server", "ERROR"),
            Map.entry("logging.level.org.apache.kafka", "ERROR"),
            Map.entry("logging.level.org.springdoc", "ERROR"));

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
        refuseUnreadable(listening.tls());
        LocalToken token = LocalToken.random();
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setDefaultProperties(settings(listening));
        ApplicationContextInitializer<GenericApplicationContext> beans = made -> {
            made.registerBean(Tidebank.class, () -> tidebank, definition -> definition.setDestroyMethodName(""));
            made.registerBean(Home.class, () -> new Home(home));
            made.registerBean(LocalToken.class, () -> token);
            made.registerBean(Listening.class, () -> listening);
        };
        application.addInitializers(beans);
        ServletWebServerApplicationContext context = run(application, listening);
        int localPort = context.getBean(LocalDoor.class).port().orElse(port(context));
        ServerFile file = ServerFile.write(home, localPort, token);
        return new TidebankServer(context, listening, tidebank.access(), file);
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return listening.url(port(context));
    }

    /** Whether what other machines send and are answered can be read on the way. */
    public boolean speaksPlainlyToOthers() {
        return !listening.isLoopback() && listening.tls() == null;
    }

    /** A one-time link to a page of the console for a browser on this machine; the path begins with a slash. */
    public String consoleLink(String path) {
        String local = listening.answersLocalPrograms() ? "http://127.0.0.1:" + port(context) : file.url();
        String key = access.owners().localLink().key();
        return local + path + (path.contains("?") ? "&" : "?") + "key=" + key;
    }

    /** A one-time link for the first owner; empty if somebody can come in already, or nobody need. */
    public Optional<String> firstOwnerLink() {
        if (listening.isLoopback() || access.hasAdministrator()) {
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

    private static ServletWebServerApplicationContext run(SpringApplication application, Listening listening) {
        try {
            return (ServletWebServerApplicationContext) application.run();
        } catch (RuntimeException e) {
            if (isCausedBy(PortInUseException.class, e)) {
                throw new TidebankException(
                        ServerError.PORT_IN_USE,
                        "Port %d is taken; choose another with --port".formatted(listening.port()),
                        e);
            }
            if (isCausedBy(BindException.class, e)) {
                throw new TidebankException(
                        ServerError.LISTEN_INVALID,
                        "This machine cannot listen on %s, port %d"
                                .formatted(listening.address().getHostAddress(), listening.port()),
                        e);
            }
            throw e;
        }
    }

    /** Spring wraps the cause in its own story. */
    private static boolean isCausedBy(Class<? extends Throwable> cause, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(cause::isInstance);
    }

    private static void refuseUnreadable(Listening.@Nullable TlsFiles tls) {
        if (tls != null && !(Files.isReadable(tls.certificate()) && Files.isReadable(tls.key()))) {
            throw new TidebankException(
                    ServerError.LISTEN_INVALID,
                    "Certificate %s or key %s cannot be read".formatted(tls.certificate(), tls.key()));
        }
    }

    private static int port(ServletWebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer(), "A started server")
                .getPort();
    }

    private static Map<String, Object> settings(Listening listening) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("server.address", listening.address().getHostAddress());
        settings.put("server.port", listening.port());
        if (!listening.proxies().isEmpty()) {
            settings.put("server.forward-headers-strategy", "native");
            settings.put(
                    "server.tomcat.remoteip.internal-proxies",
                    listening.proxies().stream().map(Pattern::quote).collect(joining("|")));
            settings.put("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For");
            settings.put("server.tomcat.remoteip.protocol-header", "X-Forwarded-Proto");
        }
        Listening.TlsFiles tls = listening.tls();
        if (tls != null) {
            settings.put(
                    "spring.ssl.bundle.pem.tidebank.keystore.certificate",
                    tls.certificate().toUri().toString());
            settings.put(
                    "spring.ssl.bundle.pem.tidebank.keystore.private-key",
                    tls.key().toUri().toString());
            settings.put("server.ssl.bundle", "tidebank");
        }
        return settings;
    }
}
