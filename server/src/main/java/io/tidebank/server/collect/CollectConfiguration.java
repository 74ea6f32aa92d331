package io.tidebank.server.collect;

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
            Collector collector, WebhookReceiver webhooks, SdkSettings settings, FailureLimit failures) {
        String[] paths = Stream.concat(
                        CollectPath.ROOTS.stream().map(root -> "/" + root + "/*"), CollectPath.ALONE.stream())
                .toArray(String[]::new);
        ServletRegistrationBean<CollectServlet> servlet = new ServletRegistrationBean<>(
                new CollectServlet(collector, webhooks, settings, failures, Clock.systemUTC()), paths);
        servlet.setName("collection");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    ServletRegistrationBean<WebhookServlet> webhooks(WebhookReceiver receiver) {
        ServletRegistrationBean<WebhookServlet> servlet =
                new ServletRegistrationBean<>(new WebhookServlet(receiver), "/" + CollectPath.WEBHOOKS + "/*");
        servlet.setName("webhooks");
        return servlet;
    }
}
