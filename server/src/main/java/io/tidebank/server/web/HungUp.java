package io.tidebank.server.web;

import io.tidebank.sql.Progress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Hears when a caller hangs up while its answer is worked on. Servlets cannot ask that: nothing is read of a connection
 * between a request's last byte and its answer. The container can look without waiting, and then finds the end of the
 * stream.
 */
@Component
public final class HungUp implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = "tidebank.hung-up";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                org.apache.coyote.Request connection = request.getCoyoteRequest();
                request.setAttribute(ATTRIBUTE, (BooleanSupplier) () -> isOver(connection));
                getNext().invoke(request, response);
            }
        });
    }

    /** Progress that nobody sees, and that ends with the call. To be asked by the call's own thread. */
    public static Progress progress(HttpServletRequest request) {
        return new Progress() {
            @Override
            public void at(String step, long done, long total) {
                // Whoever waits for an answer sees no progress.
            }

            @Override
            public boolean cancelled() {
                return request.getAttribute(ATTRIBUTE) instanceof BooleanSupplier over && over.getAsBoolean();
            }
        };
    }

    /** There is something to read where nothing should come: the end. */
    private static boolean isOver(org.apache.coyote.Request connection) {
        connection.action(ActionCode.AVAILABLE, true);
        return connection.getAvailable() > 0;
    }
}
