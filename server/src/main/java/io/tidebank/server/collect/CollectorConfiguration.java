package io.tidebank.server.collect;

import io.tidebank.brand.home.ServerSettings;
import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.server.access.AccessTable;
import io.tidebank.server.access.FailureLimit;
import java.time.Clock;
import org.apache.catalina.valves.JsonErrorReportValve;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The parts of a collector without a home: the collection endpoints, and nothing else of the server. */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    SslAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
})
@Import({Collector.class, SourceRates.class, Refusals.class, SdkSettings.class})
class CollectorConfiguration {

    private static final int FAILURES_PER_MINUTE = 20;

    @Bean
    ServletRegistrationBean<CollectServlet> collection(
            CollectorGates gates, Collector collector, SdkSettings settings, Refusals refusals) {
        WrongKeys wrongKeys = new WrongKeys(new FailureLimit(FAILURES_PER_MINUTE, System::nanoTime), refusals);
        CollectServlet servlet =
                new CollectServlet(gates, collector, _ -> forTheHome(), settings, wrongKeys, Clock.systemUTC());
        ServletRegistrationBean<CollectServlet> registration =
                new ServletRegistrationBean<>(servlet, CollectPath.ofSenders());
        registration.setName(AccessTable.COLLECTION);
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    BodyRoom bodies() {
        return new BodyRoom(ServerSettings.USUAL.bodyBytes());
    }

    private static CollectAnswer forTheHome() {
        return CollectAnswer.no(404, "not_found", "Webhooks are taken where the home is");
    }

    @Bean
    ServletRegistrationBean<CollectorHealth> health(CollectorGates gates, Refusals refusals) {
        ServletRegistrationBean<CollectorHealth> registration = new ServletRegistrationBean<>(
                new CollectorHealth(gates, refusals), "/health/live", "/health/ready", "/metrics");
        registration.setName("health");
        return registration;
    }

    /** What the container refuses by itself, before or beside us, it says in JSON too. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerFaultsInJson() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new JsonErrorReportValve()));
    }
}
