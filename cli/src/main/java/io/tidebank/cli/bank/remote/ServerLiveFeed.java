package io.tidebank.cli.bank.remote;

import io.tidebank.cli.bank.LiveFeed;
import io.tidebank.cli.bank.ServerCallError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live events of a server, by its API. */
record ServerLiveFeed(ServerCalls calls, String path) implements LiveFeed {

    @Override
    public LiveView status() {
        return calls.read(calls.get(path, Map.of()), LiveView.class);
    }

    @Override
    public List<LiveEventView> events(@Nullable String source) {
        return Arrays.asList(calls.read(calls.get(path + "/events", of(source)), LiveEventView[].class));
    }

    @Override
    public void follow(@Nullable String source, long after, Watcher watcher) {
        String name = "";
        Map<String, String> asked = new HashMap<>(of(source));
        asked.put("after", Long.toString(after));
        try (Stream<String> lines = calls.lines(path + "/stream", asked)) {
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                String line = all.next();
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    tell(name, line.substring("data: ".length()), watcher);
                }
            }
        } catch (UncheckedIOException e) {
            throw new TidebankException(
                    ServerCallError.SERVER_UNREACHABLE, "The server went away in the middle of its answer", e);
        }
    }

    private void tell(String name, String data, Watcher watcher) {
        switch (name) {
            case "event" -> watcher.event(calls.read(data, LiveEventView.class));
            case "status" -> watcher.status(calls.read(data, LiveView.class));
            default -> {
                // A later server may tell more than this one knows.
            }
        }
    }

    private static Map<String, String> of(@Nullable String source) {
        return source == null ? Map.of() : Map.of("source", source);
    }
}
