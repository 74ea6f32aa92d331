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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the list of brands says where something is at fault: a brand whose numbers cannot be read, a ladder's file. */
class DamagedBrandTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeBrands() {
        home = folder.resolve("home");
        for (String brand : new String[] {"damaged", "sound"}) {
            Tidebank.init(home, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
    }

    @Test
    void theOthersAreListed() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("serving")).resolve("damaged.duckdb"), "no database");

        assertThat(brands().valueStream().map(brand -> brand.path("name").asString()))
                .containsExactly("sound");
    }

    @Test
    void aLadderThatIsLeftOutIsToldWithItsFault() throws Exception {
        Files.writeString(
                Files.createDirectories(home.resolve("methods/ladders")).resolve("aipl.yaml"), "ladder: 1\n");

        JsonNode brand = brands().get(0);

        assertThat(brand.path("ladders")
                        .valueStream()
                        .map(ladder -> ladder.path("name").asString()))
                .doesNotContain("aipl");
        assertThat(brand.path("ladder_faults").get(0).asString()).contains("ladders/aipl.yaml");
    }

    private JsonNode brands() throws Exception {
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
            return WireJson.mapper().readTree(answer.body());
        }
    }
}
