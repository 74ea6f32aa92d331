package io.tidebank.server;

import org.apache.catalina.valves.JsonErrorReportValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the container refuses by itself, before or beside us, it says in JSON too; and nothing of what went wrong inside,
 * which is for the log.
 */
@Component
public final class ContainerFaults implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(silent()));
    }

    private static JsonErrorReportValve silent() {
        JsonErrorReportValve valve = new JsonErrorReportValve();
        valve.setShowReport(false);
        valve.setShowServerInfo(false);
        return valve;
    }
}
