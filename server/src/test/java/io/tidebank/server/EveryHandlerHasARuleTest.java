package io.tidebank.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.access.AccessTable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the table of rules forgets, nobody could call; a handler is not forgotten without a word. */
class EveryHandlerHasARuleTest {

    @Test
    void everyHandlerIsInTheTableOfRules(@TempDir Path folder) {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            List<String> handlers = handlers(server);

            assertThat(handlers).hasSizeGreaterThan(40);
            assertThat(handlers).allSatisfy(handler -> {
                String[] parts = handler.split(" ", 2);
                assertThat(AccessTable.knows(parts[0], parts[1])).as(handler).isTrue();
            });
        }
    }

    private static List<String> handlers(TidebankServer server) {
        List<String> handlers = new ArrayList<>();
        server.context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> add(info, handlers)));
        server.context()
                .getBeansOfType(AbstractUrlHandlerMapping.class)
                .values()
                .forEach(
                        mapping -> mapping.getHandlerMap().keySet().forEach(pattern -> handlers.add("GET " + pattern)));
        return handlers;
    }

    private static void add(RequestMappingInfo info, List<String> handlers) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        assertThat(methods).as("methods of %s", info).isNotEmpty();
        info.getPatternValues()
                .forEach(pattern -> methods.forEach(method -> handlers.add(method.name() + " " + pattern)));
    }
}
