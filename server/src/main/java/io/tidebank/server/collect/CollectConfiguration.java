package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gates;
import io.tidebank.server.access.FailureLimit;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the collection servlet where senders look for it. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

    @Bean
    ServletRegistrationBean<CollectServlet> collection(
            Gates gates, Collector collector, WebhookReceiver webhooks, SdkSettings settings, FailureLimit failures) {
        ServletRegistrationBean<CollectServlet> servlet = new ServletRegistrationBean<>(
                new CollectServlet(gates, collector, webhooks::take, settings, failures, Clock.systemUTC()),
                addresses());
        servlet.setName("collection");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    /** Where events are sent. */
    static String[] addresses() {
        return Stream.concat(CollectPath.ROOTS.stream().map(root -> "/" + root + "/*"), CollectPath.ALONE.stream())
                .toArray(String[]::new);
    }

    @Bean
    ServletRegistrationBean<WebhookServlet> webhooks(WebhookReceiver receiver) {
        ServletRegistrationBean<WebhookServlet> servlet =
                new ServletRegistrationBean<>(new WebhookServlet(receiver), "/" + CollectPath.WEBHOOKS + "/*");
        servlet.setName("webhooks");
        return servlet;
    }
}
