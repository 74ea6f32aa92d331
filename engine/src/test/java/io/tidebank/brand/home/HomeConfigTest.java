package io.tidebank.brand.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tidebank.yaml says of the server, of questions and of what is kept, and that adding a brand keeps it. */
class HomeConfigTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tidebank.yaml");
    }

    @Test
    void withoutAWordTheServerListensOnItsMachineAlone() throws IOException {
        Files.writeString(file, "version: 1\n");

        assertThat(HomeConfig.read(file).server().listen()).isEqualTo("127.0.0.1");
        assertThat(HomeConfig.read(file).sql()).isEqualTo(new SqlLimits(Duration.ofSeconds(60), 100_000));
        assertThat(HomeConfig.read(file).retention()).isEqualTo(new Retention(Duration.ofDays(7)));
    }

    @Test
    void whatIsSaidIsKeptWhenABrandIsAdded() throws IOException {
        Files.writeString(file, """
                version: 1
                server:
                  listen: "::"
                  host_names: [bank.example.com, "o'bank.example.com"]
                  proxies: [10.0.0.5]
                  tls_cert: /etc/bank.pem
                  tls_key: /etc/bank.key
                  bodies_mb: 8
                  public_url: https://bank.example.com
                sql: {seconds: 5, rows: 10}
                retention: {snapshot_days: 30}
                """);
        HomeConfig read = HomeConfig.read(file);
        read.with(new BrandSettings("shop", ZoneId.of("UTC"), Currency.getInstance("EUR"), List.of("aipl")))
                .write(file);

        assertThat(read.server())
                .isEqualTo(new ServerSettings(
                        "::",
                        List.of("bank.example.com", "o'bank.example.com"),
                        List.of("10.0.0.5"),
                        Path.of("/etc/bank.pem"),
                        Path.of("/etc/bank.key"),
                        "https://bank.example.com",
                        8L << 20));
        assertThat(HomeConfig.read(file).server()).isEqualTo(read.server());
        assertThat(HomeConfig.read(file).sql()).isEqualTo(new SqlLimits(Duration.ofSeconds(5), 10));
        assertThat(HomeConfig.read(file).retention()).isEqualTo(new Retention(Duration.ofDays(30)));
        assertThat(HomeConfig.read(file).brands()).hasSize(1);
    }

    @Test
    void aKeyThatIsNotKnownOrStandsAloneIsRefused() throws IOException {
        for (String wrong : List.of(
                "server: {lisen: 0.0.0.0}",
                "server: {tls_cert: a.pem}",
                "server: {bodies_mb: 0}",
                "sql: {seconds: 0}",
                "retention: {snapshot_days: 0}",
                "retention: {snapshots: 7d}")) {
            Files.writeString(file, "version: 1\n" + wrong + "\n");
            assertThatThrownBy(() -> HomeConfig.read(file)).as(wrong).isInstanceOf(TidebankException.class);
        }
    }
}
