package io.tidebank.cli.run;

import io.tidebank.brand.home.ServerSettings;
import io.tidebank.server.Listening;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a server listens; what is not said here says the section {@code server} of tidebank.yaml. */
final class ListenOptions {

    /** Told where it must be that a proxy speaks TLS of which nobody has told. */
    static final String UNNAMED_PROXY =
            "Note: what speaks TLS at the public address is not named, so all who come through it seem to come from its"
                    + " own address. Name it: --proxy ADDRESS";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "An address of this machine, 0.0.0.0 for all (default: 127.0.0.1, this machine alone).")
    private @Nullable String listen;

    @Option(
            names = "--host-name",
            split = ",",
            paramLabel = "NAME",
            description = "A name under which browsers reach it; may be repeated.")
    private @Nullable List<String> hostNames;

    @Option(
            names = "--proxy",
            split = ",",
            paramLabel = "ADDRESS",
            description = "A proxy in front of it, whose X-Forwarded headers are believed; may be repeated.")
    private @Nullable List<String> proxies;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where browsers and senders elsewhere reach it, as https://bank.example.com.")
    private @Nullable String publicUrl;

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    /** Both or none. */
    private static final class Tls {

        @Option(
                names = "--tls-cert",
                required = true,
                paramLabel = "FILE",
                description = "Speak TLS with this certificate (PEM).")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", required = true, paramLabel = "FILE", description = "Its private key (PEM).")
        private Path key = Path.of("");
    }

    Listening listening(int port, ServerSettings settings) {
        String url = publicUrl == null ? settings.publicUrl() : publicUrl;
        Listening listening = Listening.on(
                Objects.requireNonNullElse(listen, settings.listen()),
                port,
                Objects.requireNonNullElse(hostNames, settings.hostNames()),
                Objects.requireNonNullElse(proxies, settings.proxies()),
                files(settings));
        return url == null ? listening : listening.reachedAt(url);
    }

    private Listening.@Nullable TlsFiles files(ServerSettings settings) {
        if (tls != null) {
            return new Listening.TlsFiles(tls.certificate.toAbsolutePath(), tls.key.toAbsolutePath());
        }
        Path certificate = settings.tlsCert();
        Path key = settings.tlsKey();
        return certificate == null || key == null ? null : new Listening.TlsFiles(certificate, key);
    }
}
