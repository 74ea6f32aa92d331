package io.tidebank.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param address of this machine; the one for all of them is {@code 0.0.0.0}
 * @param port 0 for any free one
 * @param hostNames under which it answers, besides those of loopback; lower case, the one for links first
 * @param proxies addresses of the proxies in front of it, whose {@code X-Forwarded-For} and {@code -Proto} are believed
 * @param tls null to speak plain HTTP
 * @param publicUrl where browsers and senders elsewhere reach it, without a slash at the end; null if nobody said
 */
public record Listening(
        InetAddress address,
        int port,
        List<String> hostNames,
        Set<String> proxies,
        @Nullable TlsFiles tls,
        @Nullable URI publicUrl) {

    /**
     * Files of the PEM form.
     *
     * @param certificate the server's, and those between it and its authority
     * @param key its private key
     */
    public record TlsFiles(Path certificate, Path key) {}

    public Listening {
        if (port < 0 || port > 65_535) {
            throw new TidebankException(ServerError.LISTEN_INVALID, "A port is a number up to 65535: " + port);
        }
        hostNames = hostNames.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        // One address has many spellings; the container tells callers in this one.
        proxies =
                proxies.stream().map(proxy -> addressOf(proxy).getHostAddress()).collect(toUnmodifiableSet());
    }

    /** On this machine alone. */
    public static Listening loopback(int port) {
        return new Listening(addressOf("127.0.0.1"), port, List.of(), Set.of(), null, null);
    }

    /** On an address given as text. LISTEN_INVALID if this machine has none such. */
    public static Listening on(
            String address, int port, List<String> hostNames, List<String> proxies, @Nullable TlsFiles tls) {
        return new Listening(addressOf(address), port, hostNames, Set.copyOf(proxies), tls, null);
    }

    /** For whoever has long work to do first: PORT_IN_USE if another program listens there now. */
    public void requireFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new TidebankException(
                    ServerError.PORT_IN_USE,
                    "Port %d cannot be had (%s); choose another with --port".formatted(port, e.getMessage()),
                    e);
        }
    }

    /** The same, reached from elsewhere under this address, whose name is then one of ours. LISTEN_INVALID if it is none. */
    public Listening reachedAt(String url) {
        URI read = publicUrl(url);
        List<String> names = new ArrayList<>(hostNames);
        names.add(read.getHost());
        return new Listening(address, port, names, proxies, tls, read);
    }

    /** As browsers write the origin of its pages: lower case, and no port that goes without saying. */
    private static URI publicUrl(String text) {
        try {
            URI url = new URI(text.replaceAll("/+$", "").toLowerCase(Locale.ROOT));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && hasNoMore(url)) {
                int usual = "https".equals(url.getScheme()) ? 443 : 80;
                return url.getPort() == usual ? new URI(url.getScheme() + "://" + url.getHost()) : url;
            }
        } catch (URISyntaxException e) {
            throw noUrl(text, e);
        }
        throw noUrl(text, null);
    }

    /** Than a protocol, a name and a port: all else would be in the midst of links and of what SDKs are told. */
    private static boolean hasNoMore(URI url) {
        return url.getRawPath().isEmpty()
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static TidebankException noUrl(String text, @Nullable Exception cause) {
        return new TidebankException(
                ServerError.LISTEN_INVALID,
                "'%s' is no address of a server; it has a protocol, a name and no more, as https://bank.example.com"
                        .formatted(text),
                cause);
    }

    /** Whether pages of this origin are ours, as a browser says it that reaches the server at its public address. */
    public boolean isPublicOrigin(@Nullable String origin) {
        return publicUrl != null && publicUrl.toString().equals(origin);
    }

    /** Whether what other machines send and are answered can be read on the way. */
    public boolean speaksPlainlyToOthers() {
        return !isLoopback() && tls == null;
    }

    /** Whether only programs on this machine can call. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Whether somebody elsewhere may reach it, by itself or through a proxy. */
    public boolean isReachedFromElsewhere() {
        return !isLoopback() || !proxies.isEmpty() || publicUrl != null;
    }

    /** Whether it must be that a proxy speaks TLS for it of which nobody has told. */
    public boolean hasUnnamedProxy() {
        return publicUrl != null && "https".equals(publicUrl.getScheme()) && tls == null && proxies.isEmpty();
    }

    /** Whether {@link #url} says how others reach it; else it is true on this machine alone. */
    boolean isNamed() {
        return publicUrl != null
                || !hostNames.isEmpty()
                || !(address.isAnyLocalAddress() || address.isLoopbackAddress());
    }

    /** Whether programs on this machine reach it at 127.0.0.1 in plain HTTP. */
    boolean answersLocalPrograms() {
        boolean reached = address.isAnyLocalAddress() || address.equals(addressOf("127.0.0.1"));
        return reached && tls == null;
    }

    /** Where it answers on a port, as a browser is told. Proxies are taken to speak TLS at the usual port. */
    public String url(int port) {
        if (publicUrl != null) {
            return publicUrl.toString();
        }
        String bare = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        String host = hostNames.isEmpty() ? bare : hostNames.getFirst();
        if (!proxies.isEmpty() && !hostNames.isEmpty()) {
            return "https://" + host;
        }
        return "%s://%s:%d"
                .formatted(tls == null ? "http" : "https", host.contains(":") ? "[" + host + "]" : host, port);
    }

    private static InetAddress addressOf(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new TidebankException(
                    ServerError.LISTEN_INVALID,
                    "'%s' is no address; 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses".formatted(text),
                    e);
        }
    }
}
