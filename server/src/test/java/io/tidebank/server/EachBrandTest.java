package io.tidebank.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EachBrandTest {

    @Test
    void aBrandThatFailsInAnyWayKeepsNobodyFromTheNext(@TempDir Path folder) {
        for (String brand : new String[] {"a", "b", "c"}) {
            Tidebank.init(folder, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
        List<String> told = new ArrayList<>();
        try (Tidebank tidebank = Tidebank.open(folder)) {
            EachBrand.run(
                    tidebank,
                    brand -> {
                        if (brand.equals("b")) {
                            throw new UncheckedIOException("A manifest is gone", new IOException());
                        }
                        told.add(brand);
                    },
                    (brand, fault) -> told.add(brand + ": " + fault.getMessage()));
        }

        assertThat(told).containsExactly("a", "b: A manifest is gone", "c");
    }
}
