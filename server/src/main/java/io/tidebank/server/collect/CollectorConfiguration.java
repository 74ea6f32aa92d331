package io.tidebank.server.collect;

import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.server.ContainerFaults;
import io.tidebank.server.LocalPrograms;
import io.tidebank.server.access.AccessTable;
import io.tidebank.server.access.FailureLimit;
import io.tidebank.server.collect.http.BodyRoom;
import io.tidebank.server.collect.http.CollectAnswer;
import io.tidebank.server.latency.CollectionLatency;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
@Import({
    ContainerFaults.class,
    LocalPrograms.class,
    CollectionLatency.class,
    FailureLimit.class,
    Collector.class,
    SourceRates.class,
    Refusals.class,
    DifferingKeys.class,
    WrongKeys.class,
    SdkSettings.class,
})
class CollectorConfiguration {

    @Bean
    ServletRegistrationBean<CollectServlet> collection(
            CollectorGates gates, Collector collector, SdkSettings settings, WrongKeys wrongKeys, Clock clock) {
        CollectServlet servlet = new CollectServlet(gates, collector, _ -> forTheHome(), settings, wrongKeys, clock);
        ServletRegistrationBean<CollectServlet> registration =
                new ServletRegistrationBean<>(servlet, CollectPath.ofSenders());
        registration.setName(AccessTable.COLLECTION);
        registration.setLoadOnStartup(1);
        return registration;
    }

    private static CollectAnswer forTheHome() {
        return CollectAnswer.no(404, "not_found", "Webhooks are taken where the home is");
    }

    @Bean
    FilterRegistrationBean<Filter> collectionClock(CollectionLatency latency) {
        return latency.clock(CollectPath.ofSenders());
    }

    @Bean
    ServletRegistrationBean<CollectorHealth> health(
            CollectorGates gates,
            Refusals refusals,
            DifferingKeys differing,
            BodyRoom room,
            CollectionLatency latency,
            LocalPrograms local) {
        ServletRegistrationBean<CollectorHealth> registration = new ServletRegistrationBean<>(
                new CollectorHealth(gates, refusals, differing, room, latency, local),
                "/health/live",
                "/health/ready",
                "/metrics");
        registration.setName("health");
        return registration;
    }
}
