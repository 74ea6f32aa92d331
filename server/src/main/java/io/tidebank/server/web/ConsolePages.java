package io.tidebank.server.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the console. A path that is none of its files, nor an address of the API, is a page of the console. */
@Component
final class ConsolePages implements WebMvcConfigurer {

    private static final String STATIC = "classpath:/static/";
    private static final Resource PAGE = new ClassPathResource("static/index.html");
    private static final Resource NO_CONSOLE = new ClassPathResource("no-console.html");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(STATIC + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(STATIC)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new PageResolver());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private static final class PageResolver extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            if (file != null) {
                return file;
            }
            boolean ofTheApi = path.startsWith("api/") || path.startsWith("v3/") || path.startsWith("health/");
            boolean ofAFile = path.contains(".") && !path.equals("index.html");
            if (ofTheApi || ofAFile) {
                return null;
            }
            return PAGE.exists() ? PAGE : NO_CONSOLE;
        }
    }
}
