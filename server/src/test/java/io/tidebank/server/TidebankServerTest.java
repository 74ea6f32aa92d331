package io.tidebank.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportRequest;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One real server on a free port, spoken to as a stranger would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidebankServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private Tidebank tidebank;
    private TidebankServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder.resolve("home");
        Path lines = Files.writeString(folder.resolve("lines.csv"), """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1001,A1,Lamp,2,2011-03-01 10:00:00,12.50,501.0,France
                """);
        Tidebank.init(home, "demo", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(home);
        tidebank.brand("demo").importer().run(ImportRequest.of("online-retail", lines), Progress.NONE);
        server = TidebankServer.start(tidebank, home, 0);
    }

    @AfterAll
    void stop() {
        server.close();
        tidebank.close();
        http.close();
        assertThat(home.resolve("run/server.json")).doesNotExist();
    }

    @Test
    void theBrandsAreListedWithTheirLadders() throws Exception {
        JsonNode brand = json(get("/api/v1/brands")).get(0);

        assertThat(brand.path("name").asString()).isEqualTo("demo");
        assertThat(brand.path("zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(brand.path("currency").asString()).isEqualTo("CNY");
        assertThat(brand.path("ladders")
                        .valueStream()
                        .map(ladder -> ladder.path("name").asString()))
                .contains("aipl");
    }

    @Test
    void aPortThatIsTakenIsToldPlainly() {
        int taken = URI.create(server.url()).getPort();

        assertThatThrownBy(() -> TidebankServer.start(tidebank, home, taken))
                .hasFieldOrPropertyWithValue("code", ServerError.PORT_IN_USE)
                .hasMessage("Port %d is taken; choose another with --port".formatted(taken));
    }

    @Test
    void itSaysThatItLivesAndIsReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(json(get("/health/ready")).path("ready").asBoolean()).isTrue();
    }

    @Test
    void fewerThanOneBadRowCannotBeShown() throws Exception {
        for (String rows : List.of("0", "-1")) {
            HttpResponse<String> answer = get("/api/v1/brands/demo/quarantine/live?rows=" + rows);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).path("detail").asString()).isEqualTo("'rows' is 1 to 10,000");
        }
        assertThat(get("/api/v1/brands/demo/quarantine/live?rows=1000000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongDateIsAProblemThatNamesIt() throws Exception {
        HttpResponse<String> answer = get("/api/v1/brands/demo/stages?as_of=yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo("REQUEST_INVALID");
        assertThat(json(answer).path("detail").asString())
                .isEqualTo("Parameter 'as_of' is no date (2026-12-31): 'yesterday'");
    }

    @Test
    void anAddressOfTheApiThatIsNotThereIsNoPageOfTheConsole() throws Exception {
        HttpResponse<String> answer = get("/api/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("code").asString()).isEqualTo("PAGE_NOT_FOUND");
    }

    @Test
    void anyOtherPathIsAPageOfTheConsole() throws Exception {
        HttpResponse<String> page = get("/flow");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    @Test
    void whereNobodyIsExpectedAKeyIsUnknownHoweverLargeTheBody() throws Exception {
        HttpRequest request = request("/v1/track")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("nobodys:".getBytes(US_ASCII)))
                .POST(BodyPublishers.ofString("{\"event\":\"e\",\"userId\":\"u\"}"))
                .build();

        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asString()).isEqualTo("invalid_write_key");
    }

    @Test
    void otherSitesMayNotChangeAnything() throws Exception {
        HttpRequest foreign = request("/api/v1/brands/demo/refresh")
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = http.send(foreign, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asString()).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void aRefreshIsAJobWhoseEventsEndWithItsEnd() throws Exception {
        HttpRequest refresh = request("/api/v1/brands/demo/refresh")
                .header("Authorization", "Bearer " + entry().token())
                .POST(BodyPublishers.noBody())
                .build();

        HttpResponse<String> started = http.send(refresh, BodyHandlers.ofString());
        String events = get("/api/v1/jobs/%s/events"
                        .formatted(json(started).path("id").asString()))
                .body();

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(events.strip().lines().toList().getLast())
                .startsWith("data: ")
                .contains("\"state\":\"done\"");
    }

    @Test
    void whoeverIsAskedForStandsInTheBodyAndInNoAddress() throws Exception {
        tidebank.brand("demo").refresh(Progress.NONE);
        String id = String.valueOf(tidebank.brand("demo")
                .sql("SELECT any_value(id) FROM identity")
                .rows()
                .getFirst()
                .getFirst());

        JsonNode found = json(post("/api/v1/brands/demo/consumers/find", "{\"id\":\"%s\"}".formatted(id)));
        JsonNode timeline =
                json(post("/api/v1/brands/demo/consumers/find/timeline", "{\"id\":\"%s\",\"most\":1}".formatted(id)));
        HttpResponse<String> nobody = post("/api/v1/brands/demo/consumers/find", "{}");

        assertThat(found).isEqualTo(json(get("/api/v1/brands/demo/consumers/" + URLEncoder.encode(id, UTF_8))));
        assertThat(timeline.path("rows").size()).isEqualTo(1);
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(json(nobody).path("detail").asString()).startsWith("'id' is missing");
    }

    @Test
    void theApiDescribesItself() throws Exception {
        JsonNode description = json(get("/v3/api-docs"));

        assertThat(description.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(description.at("/info/title").asString()).isEqualTo("Tidebank");
        assertThat(description.at("/info/version").asString()).isNotEmpty().isNotEqualTo("v0");
        assertThat(description.at("/info/description").asString()).isNotEmpty();
        assertThat(description.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
        assertThat(description.path("paths").propertyNames())
                .contains("/api/v1/brands/{brand}/stages", "/api/v1/brands/{brand}/assets", "/api/v1/jobs/{id}");
    }

    @Test
    void theApiDescribesBodiesByTheirNamesOnTheWire() throws Exception {
        JsonNode description = json(get("/v3/api-docs"));
        JsonNode schemas = description.at("/components/schemas");

        assertThat(schemas.at("/SourceKey/properties").propertyNames())
                .containsExactlyInAnyOrder("source", "write_key");
        for (JsonNode schema : schemas) {
            assertThat(schema.path("properties").propertyNames()).allMatch(name -> name.matches("[a-z0-9_]+"));
        }
        assertThat(description.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void aPreviewShowsTenRowsUnlessItIsToldOtherwise() throws Exception {
        Path file = home.resolve("rows.csv");
        Files.writeString(file, "occurred_at,kind,user\n" + "2026-01-02T10:00:00Z,view,7\n".repeat(30));
        String files = "\"files\":[\"%s\"]".formatted(file);

        JsonNode usual = json(post("/api/v1/brands/demo/imports/preview", "{" + files + "}"));
        JsonNode few = json(post("/api/v1/brands/demo/imports/preview", "{" + files + ",\"rows\":3}"));

        assertThat(usual.at("/touches/rows").size()).isEqualTo(10);
        assertThat(few.at("/touches/rows").size()).isEqualTo(3);
    }

    /** Passed over in silence, this one would have left an old key working, and a token for one brand would be for all. */
    @Test
    void aMemberThatNobodyKnowsIsNamed() throws Exception {
        tidebank.sources().create("demo", "web");

        HttpResponse<String> rotated = post("/api/v1/brands/demo/sources/web/rotate", "{\"oldKeysWork\":\"PT0S\"}");
        HttpResponse<String> token =
                post("/api/v1/access/tokens", "{\"name\":\"t\",\"scopes\":[\"read\"],\"brand\":[\"demo\"]}");

        assertThat(rotated.statusCode()).isEqualTo(400);
        assertThat(json(rotated).path("code").asString()).isEqualTo("REQUEST_INVALID");
        assertThat(json(rotated).path("detail").asString())
                .isEqualTo(
                        "The body has a member 'oldKeysWork' that nothing is known of here; there is 'old_keys_work'");
        assertThat(token.statusCode()).isEqualTo(400);
        assertThat(json(token).path("detail").asString()).contains("'brand'", "'brands'");
    }

    @Test
    void onlyItsOwnerReadsTheFileThatNamesTheToken() throws IOException {
        assertThat(Files.getPosixFilePermissions(home.resolve("run/server.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(entry().url()).isEqualTo(server.url());
    }

    private ServerFile.Entry entry() {
        return ServerFile.find(home).orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + entry().token());
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + entry().token())
                .header("Content-Type", "application/json");
        return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return WireJson.mapper().readTree(response.body());
    }
}
