package io.tidebank.server;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * A second way in, on the loopback address and in plain HTTP, for the command line: where the server listens on another
 * address alone, or speaks TLS under a name that is not the machine's own.
 */
@Component
class LocalDoor implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Listening listening;
    private @Nullable Connector connector;

    LocalDoor(Listening listening) {
        this.listening = listening;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!listening.answersLocalPrograms()) {
            Connector made = new Connector();
            made.setPort(0);
            if (made.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setAddress(InetAddress.getLoopbackAddress());
                protocol.setMinSpareThreads(1);
            }
            factory.addAdditionalConnectors(made);
            connector = made;
        }
    }

    /** Its port; empty if the server's own is as good. */
    OptionalInt port() {
        return connector == null ? OptionalInt.empty() : OptionalInt.of(connector.getLocalPort());
    }
}
