package io.tidebank.server;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import java.net.BindException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Starts Spring behind an address; what goes wrong there is told in Tidebank's words. */
public final class WebStart {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("server.shutdown", "immediate"),
            Map.entry("server.compression.enabled", true),
            Map.entry(
                    "server.compression.mime-types",
                    "text/html,text/css,text/javascript,application/javascript,application/json,image/svg+xml"),
            Map.entry("server.tomcat.max-keep-alive-requests", -1),
            Map.entry("server.tomcat.connection-timeout", "20s"),
            Map.entry("server.tomcat.keep-alive-timeout", "60s"),
            // Browsers send these as they stand, in a pixel whose data is JSON.
            Map.entry("server.tomcat.relaxed-query-chars", List.of("<", ">", "[", "\\", "]", "^", "`", "{", "|", "}")),
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

    private WebStart() {}

    /**
     * Starts it.
     *
     * @param configuration names its parts
     * @param beans adds those that are made already
     */
    public static ServletWebServerApplicationContext run(
            Class<?> configuration,
            Listening listening,
            ApplicationContextInitializer<GenericApplicationContext> beans) {
        refuseUnreadable(listening.tls());
        SpringApplication application = new SpringApplication(configuration);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setDefaultProperties(settings(listening));
        application.addInitializers(beans);
        return run(application, listening);
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

    /** The port on which it listens. */
    public static int port(ServletWebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer(), "A started server")
                .getPort();
    }

    private static Map<String, Object> settings(Listening listening) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("server.address", listening.address().getHostAddress());
        settings.put("server.port", listening.port());
        settings.putAll(forwarding(listening));
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

    /** Of which proxies is believed what. Unset, Spring would believe anybody wherever it takes the machine for a cloud's. */
    private static Map<String, Object> forwarding(Listening listening) {
        return listening.proxies().isEmpty()
                ? Map.of("server.forward-headers-strategy", "none")
                : Map.of(
                        "server.forward-headers-strategy",
                        "native",
                        "server.tomcat.remoteip.internal-proxies",
                        listening.proxies().stream().map(Pattern::quote).collect(joining("|")),
                        "server.tomcat.remoteip.remote-ip-header",
                        "X-Forwarded-For",
                        "server.tomcat.remoteip.protocol-header",
                        "X-Forwarded-Proto",
                        "server.tomcat.remoteip.host-header",
                        "",
                        "server.tomcat.remoteip.port-header",
                        "");
    }
}
