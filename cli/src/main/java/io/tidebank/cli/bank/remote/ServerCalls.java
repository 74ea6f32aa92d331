package io.tidebank.cli.bank.remote;

import static java.util.stream.Collectors.joining;

import io.tidebank.cli.bank.ServerCallError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to one server, its problems thrown as what they mean. */
final class ServerCalls implements AutoCloseable {

    private static final int BAD = 400;
    private static final String NO_TOKEN =
            "This server wants a token: give --token or TIDEBANK_TOKEN. Make one on its machine with "
                    + "'tidebank token create', or leave --server out there and name the home: --home FOLDER";
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final JsonMapper json = WireJson.mapper();
    private final String root;
    private final @Nullable String token;

    ServerCalls(ServerDoor door) {
        String url = door.url();
        if (!url.matches("https?://[^/]+.*")) {
            throw new TidebankException(
                    ServerCallError.SERVER_UNREACHABLE,
                    "'%s' is no server's address; write it as http://127.0.0.1:8080".formatted(url));
        }
        this.root = url.replaceAll("/+$", "") + "/api/v1";
        this.token = door.token();
    }

    JsonNode get(String path, Map<String, String> parameters) {
        return send(request(path + query(parameters)).GET());
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + escape(entry.getValue()))
                .collect(joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** The lines of an answer that goes on and on. */
    Stream<String> lines(String path, Map<String, String> parameters) {
        HttpResponse<Stream<String>> response =
                sent(request(path + query(parameters)).GET(), BodyHandlers.ofLines());
        if (response.statusCode() < BAD) {
            return response.body();
        }
        try (Stream<String> lines = response.body()) {
            throw problem(json.readTree(lines.collect(joining())), response.statusCode());
        }
    }

    /** What a piece of JSON means. */
    <T> T read(JsonNode body, Class<T> type) {
        return json.treeToValue(body, type);
    }

    <T> T read(String body, Class<T> type) {
        return json.readValue(body, type);
    }

    JsonNode post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** The same, and hangs up when the progress says so: the server hears that and stops. */
    JsonNode postUntil(String path, Object body, Progress progress) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        while (true) {
            try {
                return read(answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (progress.cancelled()) {
                    answer.cancel(true);
                    throw new TidebankException(SqlError.SQL_CANCELLED, "The question was cancelled", e);
                }
            } catch (ExecutionException e) {
                throw unreachable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.cancel(true);
                throw new TidebankException(ServerCallError.SERVER_UNREACHABLE, "Stopped while waiting for " + root, e);
            }
        }
    }

    /** A text as one segment of a path. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        return read(sent(request, BodyHandlers.ofString()));
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            JsonNode body = json.readTree(response.body().isEmpty() ? "{}" : response.body());
            if (response.statusCode() < BAD) {
                return body;
            }
            throw problem(body, response.statusCode());
        } catch (JacksonException e) {
            throw new TidebankException(
                    ServerCallError.SERVER_ANSWER_UNREADABLE,
                    "%s did not answer as a Tidebank server".formatted(root),
                    e);
        }
    }

    private TidebankException problem(JsonNode body, int status) {
        String code = body.path("code").asString("SERVER_FAILED");
        String detail = token == null && code.equals(ServerError.SIGN_IN_NEEDED.name())
                ? NO_TOKEN
                : body.path("detail").asString("The server answered " + status);
        return new TidebankException(RemoteCode.of(code, status), detail);
    }

    private TidebankException unreachable(Exception cause) {
        return new TidebankException(
                ServerCallError.SERVER_UNREACHABLE, "No server answers at %s: is it running?".formatted(root), cause);
    }

    private <T> HttpResponse<T> sent(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidebankException(ServerCallError.SERVER_UNREACHABLE, "Stopped while waiting for " + root, e);
        }
    }
}
