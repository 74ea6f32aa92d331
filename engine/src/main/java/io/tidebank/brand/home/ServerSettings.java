package io.tidebank.brand.home;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the home's server listens, unless its command says otherwise.
 *
 * @param listen an address of the machine
 * @param hostNames under which it answers
 * @param proxies addresses of the proxies in front of it
 * @param tlsCert PEM file of its certificate; null to speak plain HTTP
 * @param tlsKey PEM file of its private key
 * @param bodyBytes what the bodies of collection may take that are read at one time
 */
public record ServerSettings(
        String listen,
        List<String> hostNames,
        List<String> proxies,
        @Nullable Path tlsCert,
        @Nullable Path tlsKey,
        long bodyBytes) {

    public static final ServerSettings USUAL =
            new ServerSettings("127.0.0.1", List.of(), List.of(), null, null, 64L << 20);

    public ServerSettings {
        hostNames = List.copyOf(hostNames);
        proxies = List.copyOf(proxies);
    }
}
