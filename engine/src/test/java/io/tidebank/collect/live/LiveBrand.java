package io.tidebank.collect.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.touch.Touch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A brand in a folder that takes live events, and shows what they become. */
public final class LiveBrand {

    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final Source WEB = new Source("demo", "web", true, Set.of(), null, NOW);

    private final Path home;

    public LiveBrand(Path home) {
        this.home = home;
        BrandKeys.make(home, "demo");
    }

    /** Puts a method file into the home. */
    LiveBrand with(String path, String text) {
        try {
            Path file = home.resolve("methods").resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LiveReader reader() {
        MethodFiles methods = new MethodFiles(home.resolve("methods"));
        return LiveReader.open(new LiveReader.Parts(home, "demo", "CNY", methods, TouchKindsFile.read(methods)));
    }

    Reading send(Endpoint endpoint, String body) {
        return send(WEB, endpoint, body);
    }

    Reading send(Source source, Endpoint endpoint, String body) {
        LiveReader reader = reader();
        Request request = reader.parse(Call.of(endpoint, NOW), body.getBytes(UTF_8));
        if (request instanceof Request.Accepted accepted) {
            return reader.read(source, accepted);
        }
        throw new AssertionError("Refused: " + request);
    }

    /** The touches of a track with these properties, which is fine. */
    List<Touch> track(String event, String properties) {
        Reading reading = send(Endpoint.TRACK, """
                {"event":"%s","messageId":"m","userId":"u","properties":%s}""".formatted(event, properties));
        if (!reading.bad().isEmpty()) {
            throw new AssertionError(reading.bad().toString());
        }
        return reading.touches();
    }
}
