package io.tidebank.server.metrics;

import io.tidebank.server.collect.CollectPath;
import io.tidebank.server.latency.CollectionLatency;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a clock before the collection endpoints, and before no other. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    FilterRegistrationBean<Filter> collectionClock(CollectionLatency latency) {
        return latency.clock(CollectPath.patterns());
    }

    /** Beside all else, as what is refused may be refused by any part. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalCounter(RefusedRequests refused) {
        return factory -> factory.addEngineValves(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                try {
                    getNext().invoke(request, response);
                } finally {
                    refused.count(response.getStatus());
                }
            }
        });
    }
}
