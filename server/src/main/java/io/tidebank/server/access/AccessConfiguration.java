package io.tidebank.server.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the rules before every handler. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final int FAILURES_PER_MINUTE = 20;

    @Bean
    FailureLimit failures() {
        return new FailureLimit(FAILURES_PER_MINUTE, System::nanoTime);
    }

    @Bean
    WebMvcConfigurer rulesBeforeHandlers(AccessRules rules) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(rules);
            }
        };
    }
}
