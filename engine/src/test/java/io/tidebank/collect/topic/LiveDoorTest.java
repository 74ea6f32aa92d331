package io.tidebank.collect.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDoorTest {

    @TempDir
    Path folder;

    @Test
    void aDoorOpensOnceTheFileThatKeptItShutIsMended() throws IOException {
        Tidebank.init(folder, "acme", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        Path names = folder.resolve("methods/events/acme.yaml");
        Files.createDirectories(names.resolveSibling("."));
        Files.writeString(names, "events: [wrong\n");
        try (Tidebank tidebank = Tidebank.open(folder)) {
            Brand brand = tidebank.brand("acme");
            assertThatThrownBy(brand::intake)
                    .isInstanceOf(TidebankException.class)
                    .hasMessageContaining("acme.yaml");
            assertThatThrownBy(brand::intake)
                    .isInstanceOf(TidebankException.class)
                    .hasMessageContaining("acme.yaml");

            Files.delete(names);
            assertThat(brand.intake().journal().lagEvents()).isZero();
        }
    }
}
