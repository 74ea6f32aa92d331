package io.tidebank.server.access;

import static io.tidebank.server.access.GuardedServer.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.server.Listening;
import io.tidebank.server.ServerError;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that other machines reach: what is open on the machine itself is closed to them. */
class ListeningBeyondTest {

    @TempDir
    Path folder;

    @Test
    void fromElsewhereOnlyTokensAndOwnersComeIn() throws Exception {
        String address = otherAddress();
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), on("0.0.0.0", List.of()))) {
            String root = "http://%s:%d"
                    .formatted(address, URI.create(server.server.url()).getPort());
            String reader = server.token("reader", Set.of(), Scope.READ);

            assertThat(get(root + "/api/v1/brands", server.localToken()).statusCode())
                    .as("the local token is the machine's own")
                    .isEqualTo(401);
            assertThat(get(root + "/api/v1/brands", reader).statusCode()).isEqualTo(200);
            assertThat(get(root + "/metrics", reader).statusCode()).isEqualTo(403);
            assertThat(get(root + "/metrics", server.token("m", Set.of(), Scope.MONITOR))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(root + "/metrics", "").statusCode()).isEqualTo(401);
            assertThat(get(root + "/health/ready", "").body()).isEqualTo("{\"ready\":true,\"parts\":[]}");
            assertThat(get(server.server.url() + "/health/ready", "").body()).contains("catalog");

            String localKey = server.server.consoleLink("/").replaceAll(".*key=", "");
            HttpResponse<String> opened = open(root, localKey);
            assertThat(get(root + "/api/v1/brands", "", "Cookie", cookie(opened))
                            .statusCode())
                    .as("the machine's own user is known on the machine alone")
                    .isEqualTo(401);
        }
    }

    @Test
    void theFirstOwnerComesInByALinkAndThenThereIsNoOtherFirst() throws Exception {
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), on("0.0.0.0", List.of()))) {
            String link = server.server.firstOwnerLink().orElseThrow();
            String root = server.server.url();
            HttpResponse<String> opened = open(root, link.replaceAll(".*key=", ""));

            assertThat(link).startsWith(root + "/?key=");
            assertThat(opened.body()).contains("owner:owner", "admin");
            assertThat(get(root + "/api/v1/access/owners", "", "Cookie", cookie(opened))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.server.firstOwnerLink()).isEmpty();
            server.tidebank.access().owners().remove("owner", Caller.LOCAL);
            assertThat(get(root + "/api/v1/brands", "", "Cookie", cookie(opened))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void onlyAStatedProxyIsBelievedWhomItStandsFor() throws Exception {
        try (GuardedServer server =
                new GuardedServer(folder.resolve("proxied"), on("127.0.0.1", List.of("127.0.0.1")))) {
            assertThat(lastOfMany(server, "10.1.1.1").statusCode()).isEqualTo(429);
            assertThat(wrong(server, "10.1.1.2").statusCode()).isEqualTo(401);
            assertThat(get(server.server.url() + "/metrics", "", "X-Forwarded-For", "10.1.1.3")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(server.server.url() + "/metrics", "").statusCode())
                    .as("a proxy that says nothing is no program of this machine")
                    .isEqualTo(401);
        }
        try (GuardedServer server = new GuardedServer(folder.resolve("bare"), on("127.0.0.1", List.of()))) {
            assertThat(lastOfMany(server, "10.1.1.1").statusCode()).isEqualTo(429);
            assertThat(wrong(server, "10.1.1.2").statusCode())
                    .as("an address that anybody can make up")
                    .isEqualTo(429);
            assertThat(get(server.server.url() + "/metrics", "", "X-Forwarded-For", "10.1.1.3")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    /** Spring would believe everybody who forwards, were it not told. */
    @Test
    void nobodyIsBelievedInACloudEither() throws Exception {
        System.setProperty("spring.main.cloud-platform", "kubernetes");
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), on("127.0.0.1", List.of()))) {
            assertThat(lastOfMany(server, "10.1.1.1").statusCode()).isEqualTo(429);
            assertThat(wrong(server, "10.1.1.2").statusCode()).isEqualTo(429);
        } finally {
            System.clearProperty("spring.main.cloud-platform");
        }
    }

    @Test
    void aProxySaysForWhomAndByWhichProtocolAndNothingElse() throws Exception {
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), on("127.0.0.1", List.of("127.0.0.1")))) {
            String key = server.tidebank.sources().create("shop", "web").writeKey();
            String url = server.server.url();
            assertThat(get(url + "/health/live", "", "X-Forwarded-Host", "evil.example")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> settings =
                    get(url + "/v1/projects/" + key + "/settings", "", "X-Forwarded-Proto", "https", "Origin", "null");
            assertThat(settings.body()).contains("\"protocol\":\"https\"");
            assertThat(settings.headers().allValues("Vary")).contains("Origin", "Host");
        }
    }

    @Test
    void aProxyIsTheSameInEachSpellingOfItsAddress() {
        assertThat(on("127.0.0.1", List.of("::1", "0:0:0:0:0:0:0:1", "010.0.0.5"))
                        .proxies())
                .contains("0:0:0:0:0:0:0:1")
                .hasSize(2);
    }

    @Test
    void linksLeadToWhereOthersReachIt() {
        Listening proxied = Listening.on("127.0.0.1", 8080, List.of("bank.example.com"), List.of("10.0.0.5"), null);

        assertThat(proxied.url(8080)).isEqualTo("https://bank.example.com");
        assertThat(on("0.0.0.0", List.of())
                        .reachedAt("http://bank.example.com:81/")
                        .url(8080))
                .isEqualTo("http://bank.example.com:81");
        assertThat(on("0.0.0.0", List.of())
                        .reachedAt("https://bank.example.com")
                        .hostNames())
                .containsExactly("bank.example.com");
        assertThat(Listening.on("0.0.0.0", 80, List.of("tidebank.example.com", "intranet"), List.of(), null)
                        .url(80))
                .as("the first name that was said")
                .isEqualTo("http://tidebank.example.com:80");
        assertThat(on("0.0.0.0", List.of())
                        .reachedAt("https://Bank.example.com:443/")
                        .isPublicOrigin("https://bank.example.com"))
                .isTrue();
    }

    @Test
    void whatIsReadOnTheWayAndWhoStandsBeforeItIsKnown() {
        assertThat(on("0.0.0.0", List.of()).speaksPlainlyToOthers()).isTrue();
        assertThat(on("127.0.0.1", List.of()).speaksPlainlyToOthers()).isFalse();
        String url = "https://bank.example.com";
        assertThat(on("127.0.0.1", List.of()).reachedAt(url).hasUnnamedProxy()).isTrue();
        assertThat(on("127.0.0.1", List.of("10.0.0.5")).reachedAt(url).hasUnnamedProxy())
                .isFalse();
        assertThat(on("127.0.0.1", List.of()).reachedAt("http://bank.local").hasUnnamedProxy())
                .isFalse();
    }

    @Test
    void aPublicAddressIsAProtocolAndANameAndNoMore() {
        for (String wrong : List.of(
                "bank.example.com",
                "https://bank.example.com/bank",
                "https://user:pw@bank.example.com",
                "https://bank.example.com?x",
                "https://bank.example.com#x",
                "ftp://a",
                "https://")) {
            assertThatThrownBy(() -> on("0.0.0.0", List.of()).reachedAt(wrong))
                    .as(wrong)
                    .hasFieldOrPropertyWithValue("code", ServerError.LISTEN_INVALID);
        }
    }

    @Test
    void behindAProxyTheFirstOwnerIsInvitedToWhereTheProxyIs() throws Exception {
        Listening listening = on("127.0.0.1", List.of("10.0.0.5")).reachedAt("https://bank.example.com");
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), listening)) {
            String key = server.tidebank.sources().create("shop", "web").writeKey();

            assertThat(server.server.firstOwnerLink().orElseThrow()).startsWith("https://bank.example.com/?key=");
            assertThat(get(server.localUrl() + "/v1/projects/" + key + "/settings", "")
                            .body())
                    .contains("\"apiHost\":\"bank.example.com/v1\"", "\"protocol\":\"https\"");
        }
    }

    /** The proxy speaks TLS and passes on the name; that it does so nobody told the server. */
    @Test
    void byThePublicAddressTheFirstOwnerComesInThoughTheProxyIsNotNamed() throws Exception {
        String origin = "https://bank.example.com";
        try (GuardedServer server = new GuardedServer(
                folder.resolve("home"), on("127.0.0.1", List.of()).reachedAt(origin))) {
            String key = server.server.firstOwnerLink().orElseThrow().replaceAll(".*key=", "");

            assertThat(keyFrom(server, "https://evil.example", key)).startsWith("HTTP/1.1 403");
            String opened = keyFrom(server, origin, key);
            assertThat(opened).startsWith("HTTP/1.1 200").containsIgnoringCase("; Secure");
            String cookie = opened.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");
            assertThat(posted(server, origin, "/api/v1/access/owners", "Cookie: " + cookie, "{\"owner\":\"second\"}"))
                    .startsWith("HTTP/1.1 201")
                    .contains("\"url\":\"" + origin);
        }
    }

    private static String keyFrom(GuardedServer server, String origin, String key) throws Exception {
        return posted(server, origin, "/api/v1/session", "X-Any: 1", "{\"key\":\"%s\"}".formatted(key));
    }

    /** As a browser at a public address, behind a proxy. Java's client sends the name of the machine it calls. */
    private static String posted(GuardedServer server, String origin, String path, String header, String body)
            throws Exception {
        URI uri = URI.create(server.localUrl());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(
                            "POST %s HTTP/1.1\r\nHost: bank.example.com\r\nOrigin: %s\r\nSec-Fetch-Site: same-origin\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                    .formatted(path, origin, header, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aLinkToThisMachineIsNoneForOthers() throws Exception {
        Listening proxied = on("127.0.0.1", List.of("127.0.0.1"));
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), proxied)) {
            assertThat(server.server.firstOwnerLink()).isPresent();
            assertThat(server.server.isNamed()).isFalse();
        }
        try (GuardedServer server =
                new GuardedServer(folder.resolve("named"), proxied.reachedAt("https://bank.example.com"))) {
            assertThat(server.server.isNamed()).isTrue();
        }
    }

    @Test
    void itSpeaksTlsAndLeavesADoorForTheMachinesOwnPrograms() throws Exception {
        KeyStore keys = selfSigned();
        Listening.TlsFiles files = new Listening.TlsFiles(
                pem("CERTIFICATE", keys.getCertificate("own").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("own", "password".toCharArray()).getEncoded()));
        Listening listening = Listening.on("127.0.0.1", 0, List.of("localhost"), List.of(), files);
        try (GuardedServer server = new GuardedServer(folder.resolve("home"), listening);
                HttpClient trusting =
                        HttpClient.newBuilder().sslContext(trust(keys)).build()) {
            String url = server.server.url();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/brands"))
                    .header("Authorization", "Bearer " + server.token("reader", Set.of(), Scope.READ))
                    .build();
            HttpResponse<String> answer = trusting.send(request, BodyHandlers.ofString());
            HttpRequest session = HttpRequest.newBuilder(URI.create(url + "/api/v1/session"))
                    .header("Content-Type", "application/json")
                    .header("Origin", url)
                    .POST(BodyPublishers.ofString("{\"key\":\"%s\"}"
                            .formatted(server.server.consoleLink("/").replaceAll(".*key=", ""))))
                    .build();

            assertThat(url).startsWith("https://localhost:");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(trusting.send(session, BodyHandlers.ofString())
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElse(""))
                    .contains("Secure");
            assertThat(get(server.localUrl() + "/api/v1/brands", server.localToken())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatCannotBeListenedOnIsToldPlainly() {
        assertThatThrownBy(() -> Listening.on("not an address", 0, List.of(), List.of(), null))
                .hasFieldOrPropertyWithValue("code", ServerError.LISTEN_INVALID);
        Listening.TlsFiles none = new Listening.TlsFiles(folder.resolve("no.pem"), folder.resolve("no.key"));
        assertThatThrownBy(() -> new GuardedServer(
                        folder.resolve("home"), Listening.on("127.0.0.1", 0, List.of(), List.of(), none)))
                .hasFieldOrPropertyWithValue("code", ServerError.LISTEN_INVALID);
    }

    private static Listening on(String address, List<String> proxies) {
        return Listening.on(address, 0, List.of(), proxies, null);
    }

    private static HttpResponse<String> lastOfMany(GuardedServer server, String forwarded) throws Exception {
        HttpResponse<String> last = wrong(server, forwarded);
        for (int i = 0; i < 30; i++) {
            last = wrong(server, forwarded);
        }
        assertThat(code(last)).isEqualTo("TOO_MANY_FAILURES");
        return last;
    }

    private static HttpResponse<String> wrong(GuardedServer server, String forwarded) throws Exception {
        return get(server.server.url() + "/api/v1/brands", "wrong", "X-Forwarded-For", forwarded);
    }

    private static HttpResponse<String> get(String url, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> open(String root, String key) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(root + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .header("Origin", root)
                .POST(BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(key))));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static String cookie(HttpResponse<String> opened) {
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String otherAddress() throws Exception {
        Optional<InetAddress> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "This machine has no address but loopback");
        return found.orElseThrow().getHostAddress();
    }

    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("own.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assertThat(new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "password")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        return KeyStore.getInstance(store.toFile(), "password".toCharArray());
    }

    private Path pem(String kind, byte[] bytes) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(kind + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
    }

    private static SSLContext trust(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", keys.getCertificate("own"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
