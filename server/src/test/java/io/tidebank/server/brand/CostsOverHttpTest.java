package io.tidebank.server.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reports of what ads cost, sent by a program and read by another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostsOverHttpTest {

    private static final String REPORT = """
            {"source": "baidu-ads", "rows": [
              {"day": "2026-11-02", "touchpoint": "search_ad.baidu.brandword", "play_id": "autumn", "campaign": "品牌词",
               "amount": 12345678901234.5678, "currency": "CNY", "impressions": 1000, "clicks": 30},
              {"day": "2026-11-03", "touchpoint": "search_ad.baidu.brandword", "amount": "90.1"},
              {"day": "2026-11-03", "touchpoint": "feed_ad.douyin", "amount": "many"}
            ]}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private Tidebank tidebank;
    private TidebankServer server;
    private String writer;
    private String reader;

    @BeforeAll
    void start(@TempDir Path folder) {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        Tidebank.init(home, "cafe", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(home);
        server = TidebankServer.start(tidebank, home, 0);
        writer = token(Scope.IMPORT);
        reader = token(Scope.READ);
    }

    @AfterAll
    void stop() {
        server.close();
        tidebank.close();
        http.close();
    }

    private String token(Scope scope) {
        return tidebank.access()
                .tokens()
                .create(new TokenOrder(scope.label(), Set.of(scope), Set.of(), Duration.ofDays(1)), Caller.LOCAL)
                .secret();
    }

    @Test
    void aReportIsTakenReadBackAndCountsOnceHoweverOftenItIsSent() throws Exception {
        JsonNode report = json(post(REPORT, writer));
        JsonNode again = json(post(REPORT, writer));

        assertThat(parts(report))
                .contains("import committed 2", "costs cost 2")
                .anyMatch(part -> part.startsWith("quarantined report.jsonl") && part.contains("BAD_NUMBER"));
        assertThat(parts(again)).contains("import repeated 0");
        JsonNode list = json(get("?touchpoint=search_ad&rows=1", reader));
        JsonNode row = list.path("rows").get(0);
        assertThat(list.path("rows").size()).isEqualTo(1);
        assertThat(row.get(1).asString()).isEqualTo("2026-11-02");
        assertThat(row.get(2).asString()).isEqualTo("baidu-ads");
        assertThat(row.get(5).asString()).isEqualTo("品牌词");
        assertThat(row.get(9).asString()).isEqualTo("12345678901234.5678");
        assertThat(row.get(10).asLong()).isEqualTo(1000);
        JsonNode rest = json(get("?after=" + row.get(0).asString(), reader));
        assertThat(rest.path("rows").size()).isEqualTo(1);
        assertThat(rest.path("rows").get(0).get(9).asString()).isEqualTo("90.1000");
        JsonNode sums = json(get("/sums?by=month", reader));
        assertThat(sums.path("columns").get(0).asString()).isEqualTo("month");
        assertThat(sums.path("rows").get(0).get(2).asString()).isEqualTo("12345678901324.6678");
    }

    @Test
    void aNumberLeadsToTheReportsBehindIt() throws Exception {
        post(REPORT, writer);

        JsonNode reports = json(get("/reports?of=play:autumn&from=2026-11-01", reader));

        assertThat(reports.path("columns").toString())
                .startsWith("[\"import_id\",\"source\",\"reported_at\",\"mapping\",\"files\"");
        assertThat(reports.path("rows").size()).isEqualTo(1);
        JsonNode report = reports.path("rows").get(0);
        assertThat(report.get(1).asString()).isEqualTo("baidu-ads");
        assertThat(report.get(6).asString()).isEqualTo("12345678901234.5678");
        assertThat(json(get("?of=play:", reader)).path("rows").size()).isEqualTo(1);
        assertThat(json(get("/sums?by=source&of=day:2026-11-03", reader))
                        .path("rows")
                        .get(0)
                        .get(2)
                        .asString())
                .isEqualTo("90.1000");
        assertThat(get("/reports", writer).statusCode()).isEqualTo(403);
        HttpResponse<String> noDay = get("/reports?from=yesterday", reader);
        assertThat(noDay.statusCode()).isEqualTo(400);
        assertThat(json(noDay).path("detail").asString())
                .isEqualTo("Parameter 'from' is no date (2026-12-31): 'yesterday'");
        assertThat(json(get("/reports?of=moon:1", reader)).path("code").asString())
                .isEqualTo("COSTS_BY_UNKNOWN");
    }

    @Test
    void theGuidesReportIsTakenAsItStandsThere() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "guides", "costs.md"));
        String payload = guide.substring(guide.indexOf("```json") + "```json".length());

        JsonNode report = json(post("cafe", payload.substring(0, payload.indexOf("```")), writer));

        assertThat(parts(report)).contains("costs cost 2");
    }

    @Test
    void whoMayReadMayNotReportAndTheOtherWayRound() throws Exception {
        assertThat(post(REPORT, reader).statusCode()).isEqualTo(403);
        assertThat(get("", writer).statusCode()).isEqualTo(403);
        assertThat(post(REPORT, "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNoReportIsRefused() throws Exception {
        assertThat(json(post("{\"rows\": []}", writer)).path("detail").asString())
                .contains("'rows' holds 1 to 10,000 rows");
        assertThat(json(post(REPORT.replace("baidu-ads", " "), writer))
                        .path("detail")
                        .asString())
                .contains("'source' is 1 to 100 characters");
        assertThat(json(post("{\"rows\": [null]}", writer)).path("detail").asString())
                .isEqualTo("The body lacks a value in 'rows'");
        assertThat(json(post("{}", writer)).path("detail").asString()).isEqualTo("The body lacks 'rows'");
        assertThat(post("{\"rows\": [{\"day\": {}}]}", writer).statusCode()).isEqualTo(400);
        assertThat(json(get("/sums?by=moon", reader)).path("code").asString()).isEqualTo("COSTS_BY_UNKNOWN");
        assertThat(get("?from=2026-11-02&to=2026-11-01", reader).statusCode()).isEqualTo(400);
    }

    private static List<String> parts(JsonNode report) {
        return report.path("rows")
                .valueStream()
                .map(row -> "import".equals(row.get(0).asString())
                        ? "import %s %d"
                                .formatted(row.get(2).asString(), row.get(3).asLong())
                        : "costs".equals(row.get(0).asString())
                                ? "costs %s %d"
                                        .formatted(
                                                row.get(1).asString(),
                                                row.get(3).asLong())
                                : "%s %s %s"
                                        .formatted(
                                                row.get(0).asString(),
                                                row.get(1).asString(),
                                                row.get(2).asString()))
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return WireJson.mapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        return post("shop", body, token);
    }

    private HttpResponse<String> post(String brand, String body, String token) throws Exception {
        return http.send(
                request(brand, "", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request("shop", path, token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String brand, String path, String token) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/brands/" + brand + "/costs" + path))
                .header("Authorization", "Bearer " + token);
    }
}
