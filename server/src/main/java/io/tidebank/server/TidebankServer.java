package io.tidebank.server;

import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** A running server over an open home. It listens on this machine alone and leaves the home open when it stops. */
public final class TidebankServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";

    private final ServletWebServerApplicationContext context;
    private final ServerFile file;

    private TidebankServer(ServletWebServerApplicationContext context, ServerFile file) {
        this.context = context;
        this.file = file;
    }

    /** Starts on a port, 0 for any free one, and tells the command line where through {@code run/server.json}. */
    public static TidebankServer start(Tidebank tidebank, Path home, int port) {
        LocalToken token = LocalToken.random();
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setDefaultProperties(settings(port));
        ApplicationContextInitializer<GenericApplicationContext> beans = made -> {
            made.registerBean(Tidebank.class, () -> tidebank, definition -> definition.setDestroyMethodName(""));
            made.registerBean(Home.class, () -> new Home(home));
            made.registerBean(LocalToken.class, () -> token);
        };
        application.addInitializers(beans);
        ServletWebServerApplicationContext context = run(application, port);
        ServerFile file = ServerFile.write(home, localPort(context), token);
        return new TidebankServer(context, file);
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return "http://" + ADDRESS + ":" + localPort(context);
    }

    @Override
    public void close() {
        file.remove();
        context.close();
    }

    private static ServletWebServerApplicationContext run(SpringApplication application, int port) {
        try {
            return (ServletWebServerApplicationContext) application.run();
        } catch (RuntimeException e) {
            if (!isPortTaken(e)) {
                throw e;
            }
            throw new TidebankException(
                    ServerError.PORT_IN_USE, "Port %d is taken; choose another with --port".formatted(port), e);
        }
    }

    /** Spring wraps the cause in its own story. */
    private static boolean isPortTaken(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(PortInUseException.class::isInstance);
    }

    private static int localPort(ServletWebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer(), "A started server")
                .getPort();
    }

    private static Map<String, Object> settings(int port) {
        return Map.ofEntries(
                Map.entry("server.address", ADDRESS),
                Map.entry("server.port", port),
                Map.entry("server.shutdown", "immediate"),
                Map.entry("server.compression.enabled", true),
                Map.entry(
                        "server.compression.mime-types",
                        "text/html,text/css,text/javascript,application/javascript,application/json,image/svg+xml"),
                Map.entry("server.tomcat.max-keep-alive-requests", -1),
                Map.entry("spring.threads.virtual.enabled", true),
                Map.entry("spring.main.lazy-initialization", true),
                Map.entry("spring.web.resources.add-mappings", false),
                Map.entry("spring.mvc.problemdetails.enabled", false),
                Map.entry("springdoc.api-docs.version", "openapi_3_1"),
                Map.entry("springdoc.paths-to-match", "/api/**,/health/**"),
                Map.entry("logging.level.root", "WARN"),
                Map.entry("logging.level.org.springframework.boot.diagnostics", "OFF"),
                Map.entry("logging.level.org.apache.catalina.loader", "ERROR"),
                Map.entry("logging.level.org.springframework.context.support", "ERROR"),
                Map.entry("logging.level.org.springframework.boot.web.server", "ERROR"),
                Map.entry("logging.level.org.apache.kafka", "ERROR"),
                Map.entry("logging.level.org.springdoc", "ERROR"));
    }
}
