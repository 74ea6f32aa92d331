package io.tidebank.server.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brand whose numbers cannot be read takes nothing from the others. */
class DamagedBrandTest {

    @Test
    void theOthersAreListed(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        for (String brand : new String[] {"damaged", "sound"}) {
            Tidebank.init(home, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
        Files.writeString(Files.createDirectories(home.resolve("serving")).resolve("damaged.duckdb"), "no database");
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0);
                HttpClient http = HttpClient.newHttpClient()) {
            String token = ServerFile.find(home).orElseThrow().token();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/brands"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(WireJson.mapper()
                            .readTree(answer.body())
                            .valueStream()
                            .map(brand -> brand.path("name").asString()))
                    .containsExactly("sound");
        }
    }
}
