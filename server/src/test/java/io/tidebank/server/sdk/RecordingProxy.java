package io.tidebank.server.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidebank.server.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * Stands between an SDK and the server: keeps what went over the wire, and plays the tricks of a bad network. What it
 * loses is the answer, never the request, so that a sender who tries again sends what was taken already.
 */
final class RecordingProxy implements AutoCloseable {

    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "date");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger posts = new AtomicInteger();
    private final URI server;
    private final Trick trick;
    private final HttpServer proxy;

    /** What happens to the requests that carry events. */
    enum Trick {
        /** The server takes the first, and its sender is told 503. */
        LOSE_THE_FIRST_ANSWER,
        /** The server gets each twice. */
        REPEAT
    }

    /**
     * A request with events.
     *
     * @param compressed as it came
     * @param body inflated
     * @param again whether it says to be a repetition
     */
    record Sent(String path, boolean compressed, JsonNode body, boolean again) {}

    private RecordingProxy(String server, Trick trick) throws IOException {
        this.server = URI.create(server);
        this.trick = trick;
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    static RecordingProxy before(String server, Trick trick) throws IOException {
        return new RecordingProxy(server, trick);
    }

    String url() {
        return "http://" + host();
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What went wrong here, which is neither the sender's fault nor the server's. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private String host() {
        return "127.0.0.1:" + proxy.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean events = exchange.getRequestMethod().equals("POST");
            if (events) {
                sent.add(recorded(exchange, body));
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            boolean first = events && posts.incrementAndGet() == 1;
            if (events && trick == Trick.REPEAT) {
                answer = forward(exchange, body);
            }
            boolean lost = first && trick == Trick.LOSE_THE_FIRST_ANSWER;
            answer(exchange, answer, lost ? 503 : answer.statusCode());
        } catch (IOException e) {
            faults.add(e.toString());
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sent recorded(HttpExchange exchange, byte[] body) throws IOException {
        boolean compressed = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
        byte[] plain = compressed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        boolean again = exchange.getRequestHeaders().containsKey("X-Retry-Count")
                && !"0".equals(exchange.getRequestHeaders().getFirst("X-Retry-Count"));
        return new Sent(
                exchange.getRequestURI().getPath(),
                compressed,
                WireJson.mapper().readTree(plain),
                again);
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Passes the answer on, with our own address in the place of the server's. */
    private void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int status) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = new String(answer.body(), StandardCharsets.UTF_8)
                .replace(server.getAuthority(), host())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.close();
        http.close();
    }
}
