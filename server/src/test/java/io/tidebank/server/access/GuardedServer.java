package io.tidebank.server.access;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.Listening;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A server over two brands, whose clock can be moved, and which is spoken to with any credential. */
final class GuardedServer implements AutoCloseable {

    final Tidebank tidebank;
    final TidebankServer server;
    private final Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private Duration moved = Duration.ZERO;

    GuardedServer(Path home, Listening listening) {
        this.home = home;
        for (String brand : new String[] {"shop", "cafe"}) {
            Tidebank.init(home, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
        tidebank = Tidebank.open(home, new Moved());
        server = TidebankServer.start(tidebank, home, listening);
    }

    private final class Moved extends Clock {

        @Override
        public Instant instant() {
            return Instant.now().plus(moved);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    void moveClock(Duration by) {
        moved = moved.plus(by);
    }

    String token(String name, Set<String> brands, Scope... scopes) {
        return tidebank.access()
                .tokens()
                .create(new TokenOrder(name, Set.of(scopes), brands, Duration.ofDays(1)), Caller.LOCAL)
                .secret();
    }

    String localToken() {
        return ServerFile.find(home).orElseThrow().token();
    }

    /** Where the machine's own programs reach it. */
    String localUrl() {
        return ServerFile.find(home).orElseThrow().url();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The status alone, of answers that may never end. */
    int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    String statusLine(String line, String host) throws Exception {
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("%s\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(line, host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return WireJson.mapper().readTree(answer.body());
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asString("");
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
        tidebank.close();
    }
}
