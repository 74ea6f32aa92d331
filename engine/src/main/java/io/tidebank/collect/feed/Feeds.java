package io.tidebank.collect.feed;

import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one brand, as its files say. Each is read by a thread of its own after {@link #start}, or step by step by
 * {@link #run}.
 */
public final class Feeds implements AutoCloseable {

    private final FeedContext context;
    private final Map<String, FeedFactory> factories = new HashMap<>();
    private final PausedFeeds paused;
    private final Map<String, FeedLine> lines = new TreeMap<>();
    private final Map<String, FeedRunner> runners = new HashMap<>();
    private final Map<String, Refused> refused = new HashMap<>();
    private boolean started;

    /** A file that is wrong. */
    private record Refused(String hash, ErrorCode code, String message) {}

    /** @param factories one for each kind */
    public Feeds(FeedContext context, List<FeedFactory> factories) {
        this.context = context;
        factories.forEach(factory -> this.factories.put(factory.kind(), factory));
        this.paused = new PausedFeeds(context.home(), context.brand());
    }

    /** How each feed stands, by name; of one whose file is wrong, what is wrong with it. */
    public synchronized List<FeedStatus> list() {
        List<FeedStatus> list = new ArrayList<>();
        for (String name : names()) {
            list.add(look(name));
        }
        return list;
    }

    /** How one stands; FEED_NOT_FOUND. */
    public synchronized FeedStatus status(String name) {
        require(name);
        return look(name);
    }

    private FeedStatus look(String name) {
        FeedLine line;
        try {
            line = line(name);
        } catch (TidebankException e) {
            return FeedStatus.invalid(name, String.valueOf(e.getMessage()));
        }
        return known(line.status());
    }

    /** One that nobody reads here stands where the journal says; where there is no journal, none is made for that. */
    private FeedStatus known(FeedStatus status) {
        String position = status.position();
        FeedStatus known = position == null ? status.at(kept(status.name())) : status;
        return paused.contains(status.name()) ? known.paused() : known;
    }

    private @Nullable String kept(String name) {
        try {
            return context.sources().any(context.brand())
                    ? context.intake().get().feedPosition(name).orElse(null)
                    : null;
        } catch (TidebankException e) {
            // A journal that cannot be read just now says so itself.
            return null;
        }
    }

    /** Looks at what a feed reads without taking anything, and says in lines for people what is there. */
    public List<String> check(String name) {
        return named(name).check();
    }

    /** Reads a feed until nothing waits, or somebody cancels, and says what it brought. */
    public FeedStatus.Counts run(String name, Progress progress) {
        FeedLine line = named(name);
        if (paused.contains(name)) {
            throw new TidebankException(
                    FeedError.FEED_PAUSED,
                    "Feed '%s' is told to stand still. Let it go on: tidebank feed resume %s".formatted(name, name));
        }
        FeedStatus.Counts before = line.status().counts();
        try {
            boolean more = true;
            while (more && !progress.cancelled()) {
                FeedProgress step = line.step();
                more = step.more();
                long read = line.status().counts().since(before).read();
                progress.at("feed " + name, read, read + step.waiting().orElse(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return line.status().counts().since(before);
    }

    /** Lets a feed stand still, over restarts too, until it is told to go on. */
    public synchronized void pause(String name) {
        named(name);
        paused.add(name);
        FeedRunner runner = runners.get(name);
        if (runner != null) {
            runner.pause();
        }
    }

    /** Lets a feed go on. */
    public synchronized void resume(String name) {
        named(name);
        paused.remove(name);
        FeedRunner runner = runners.get(name);
        if (runner != null) {
            runner.resume();
        }
    }

    /** Reads every feed from now on; called again, it takes up files that are new, changed or gone. */
    public synchronized void start() {
        started = true;
        List<String> names = names();
        for (String name : names) {
            // The list says what is wrong with a file; the other feeds go on.
            look(name);
        }
        List<String> gone =
                lines.keySet().stream().filter(name -> !names.contains(name)).toList();
        gone.forEach(this::stop);
    }

    private synchronized FeedLine named(String name) {
        require(name);
        return line(name);
    }

    private void require(String name) {
        if (!names().contains(name)) {
            throw new TidebankException(
                    FeedError.FEED_NOT_FOUND,
                    "Brand '%s' has no feed '%s'. It has: %s. A feed is a file methods/feeds/%s/NAME.yaml in the home"
                            .formatted(context.brand(), name, names(), context.brand()));
        }
    }

    /** The feed as its file says now; a file is read once as long as it stays as it is. */
    private FeedLine line(String name) {
        String hash = context.methods().hash(FeedSettings.path(context.brand(), name));
        Refused before = refused.get(name);
        if (before != null && before.hash().equals(hash)) {
            throw new TidebankException(before.code(), before.message());
        }
        FeedLine line = lines.get(name);
        if (line == null || !line.settings().hash().equals(hash)) {
            stop(name);
            line = read(name, hash);
            lines.put(name, line);
        }
        if (started && !runners.containsKey(name)) {
            runners.put(name, new FeedRunner(line, context.brand(), paused.contains(name)));
        }
        return line;
    }

    private FeedLine read(String name, String hash) {
        try {
            FeedSettings settings = FeedSettings.read(context.methods(), context.brand(), name);
            return new FeedLine(context, factory(settings), settings);
        } catch (TidebankException e) {
            refused.put(name, new Refused(hash, e.code(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private FeedFactory factory(FeedSettings settings) {
        return Objects.requireNonNull(factories.get(settings.kind()), "The schema knows kinds that have a factory");
    }

    private List<String> names() {
        return FeedSettings.names(context.methods(), context.brand());
    }

    private void stop(String name) {
        @Nullable FeedRunner runner = runners.remove(name);
        @Nullable FeedLine line = lines.remove(name);
        if (runner != null) {
            runner.close();
        } else if (line != null) {
            line.close();
        }
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public synchronized void close() {
        started = false;
        List.copyOf(lines.keySet()).forEach(this::stop);
    }
}
