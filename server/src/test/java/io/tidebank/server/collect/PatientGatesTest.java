package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientGatesTest {

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aGateThatCannotBeOpenedIsTriedAgainAfterASecondAndNotBefore() throws Exception {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        Path settings =
                Files.createDirectories(home.resolve("methods/collection")).resolve("shop.yaml");
        Files.writeString(settings, "collection: 1\nlimits: nonsense\n");
        try (Tidebank tidebank = Tidebank.open(home)) {
            PatientGates gates = new PatientGates(tidebank.gates(), nanos::get);
            Throwable first = catchThrowable(() -> gates.gate("shop"));
            assertThat(first).isNotNull();
            Files.writeString(settings, "collection: 1\n");

            nanos.addAndGet(Duration.ofMillis(999).toNanos());
            assertThatThrownBy(() -> gates.gate("shop")).isSameAs(first);

            nanos.addAndGet(Duration.ofMillis(1).toNanos());
            Gate gate = gates.gate("shop");
            assertThat(gate).isSameAs(gates.gate("shop"));
        }
    }
}
