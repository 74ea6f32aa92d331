package io.tidebank.server.collect;

import io.tidebank.server.access.FailureLimit;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the collection servlet where senders look for it. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

    @Bean
    ServletRegistrationBean<CollectServlet> collection(
            Collector collector, SdkSettings settings, FailureLimit failures) {
        String[] paths =
                CollectPath.ROOTS.stream().map(root -> "/" + root + "/*").toArray(String[]::new);
        ServletRegistrationBean<CollectServlet> servlet = new ServletRegistrationBean<>(
                new CollectServlet(collector, settings, failures, Clock.systemUTC()), paths);
        servlet.setName("collection");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
