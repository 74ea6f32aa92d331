package io.tidebank.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tidebank.error.TidebankException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param address of this machine; the one for all of them is {@code 0.0.0.0}
 * @param port 0 for any free one
 * @param hostNames under which it answers, besides those of loopback; lower case
 * @param proxies addresses of the proxies in front of it, whose {@code X-Forwarded-For} and {@code -Proto} are believed
 * @param tls null to speak plain HTTP
 * @param publicUrl where browsers and senders elsewhere reach it, without a slash at the end; null if nobody said
 */
public record Listening(
        InetAddress address,
        int port,
        Set<String> hostNames,
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
        hostNames =
                hostNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
        // One address has many spellings; the container tells callers in this one.
        proxies =
                proxies.stream().map(proxy -> addressOf(proxy).getHostAddress()).collect(toUnmodifiableSet());
    }

    /** On this machine alone. */
    public static Listening loopback(int port) {
        return new Listening(addressOf("127.0.0.1"), port, Set.of(), Set.of(), null, null);
    }

    /** On an address given as text. LISTEN_INVALID if this machine has none such. */
    public static Listening on(
            String address,
            int port,
            Collection<String> hostNames,
            Collection<String> proxies,
            @Nullable TlsFiles tls) {
        return new Listening(addressOf(address), port, Set.copyOf(hostNames), Set.copyOf(proxies), tls, null);
    }

    /** The same, reached from elsewhere under this address, whose name is then one of ours. LISTEN_INVALID if it is none. */
    public Listening reachedAt(String url) {
        URI read = publicUrl(url);
        Set<String> names = new HashSet<>(hostNames);
        names.add(read.getHost());
        return new Listening(address, port, names, proxies, tls, read);
    }

    private static URI publicUrl(String text) {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getPath().isEmpty()) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw noUrl(text, e);
        }
        throw noUrl(text, null);
    }

    private static TidebankException noUrl(String text, @Nullable Exception cause) {
        return new TidebankException(
                ServerError.LISTEN_INVALID,
                "'%s' is no address of a server; it has a protocol, a name and no path, as https://bank.example.com"
                        .formatted(text),
                cause);
    }

    /** Whether only programs on this machine can call. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Whether somebody elsewhere may reach it, by itself or through a proxy. */
    boolean isReachedFromElsewhere() {
        return !isLoopback() || !proxies.isEmpty() || publicUrl != null;
    }

    /** Whether {@link #url} says how others reach it; else it is true on this machine alone. */
    boolean isNamed() {
        return publicUrl != null || !hostNames.isEmpty() || !address.isAnyLocalAddress();
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
        String host = hostNames.stream()
                .sorted()
                .findFirst()
                .orElse(address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress());
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
