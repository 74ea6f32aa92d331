package io.tidebank.server.collect;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Gates;
import io.tidebank.server.access.AccessTable;
import io.tidebank.server.collect.http.BodyRoom;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the collection servlet where senders look for it. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

    @Bean
    ServletRegistrationBean<CollectServlet> collection(
            Gates gates,
            Collector collector,
            WebhookReceiver webhooks,
            SdkSettings settings,
            WrongKeys wrongKeys,
            Clock clock) {
        ServletRegistrationBean<CollectServlet> servlet = new ServletRegistrationBean<>(
                new CollectServlet(gates, collector, webhooks::take, settings, wrongKeys, clock),
                CollectPath.ofSenders());
        servlet.setName(AccessTable.COLLECTION);
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    BodyRoom bodies(Tidebank tidebank) {
        return new BodyRoom(tidebank.server().bodyBytes());
    }

    @Bean
    ServletRegistrationBean<WebhookServlet> webhooks(WebhookReceiver receiver, WrongKeys wrongKeys) {
        ServletRegistrationBean<WebhookServlet> servlet =
                new ServletRegistrationBean<>(new WebhookServlet(receiver, wrongKeys), CollectPath.OF_OTHERS);
        servlet.setName(AccessTable.WEBHOOKS);
        return servlet;
    }
}
