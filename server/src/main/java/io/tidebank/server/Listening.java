package io.tidebank.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tidebank.error.TidebankException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param address of this machine; the one for all of them is {@code 0.0.0.0}
 * @param port 0 for any free one
 * @param hostNames under which it answers, besides those of loopback; lower case
 * @param proxies addresses of the proxies in front of it, whose {@code X-Forwarded-*} headers are believed
 * @param tls null to speak plain HTTP
 */
public record Listening(
        InetAddress address,
        int port,
        Set<String> hostNames,
        Set<String> proxies,
        @Nullable TlsFiles tls) {

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
        proxies = Set.copyOf(proxies);
    }

    /** On this machine alone. */
    public static Listening loopback(int port) {
        return new Listening(addressOf("127.0.0.1"), port, Set.of(), Set.of(), null);
    }

    /** On an address given as text. LISTEN_INVALID if this machine has none such. */
    public static Listening on(
            String address,
            int port,
            Collection<String> hostNames,
            Collection<String> proxies,
            @Nullable TlsFiles tls) {
        proxies.forEach(Listening::addressOf);
        return new Listening(addressOf(address), port, Set.copyOf(hostNames), Set.copyOf(proxies), tls);
    }

    /** Whether only programs on this machine can call. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Whether programs on this machine reach it at 127.0.0.1 in plain HTTP. */
    boolean answersLocalPrograms() {
        boolean reached = address.isAnyLocalAddress() || address.equals(addressOf("127.0.0.1"));
        return reached && tls == null;
    }

    /** Where it answers on a port, as a browser is told. */
    public String url(int port) {
        String host = hostNames.stream()
                .sorted()
                .findFirst()
                .orElse(address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress());
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
