package io.tidebank.collect.feed;

import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one brand, as its files say. Each is read by a thread of its own after {@link #start}, or step by step by
 * {@link #run}. The lock here is held to look things up and never while a step is on: a list is answered at once, however
 * long a step takes.
 */
public final class Feeds implements AutoCloseable {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private final FeedContext context;
    private final Map<String, FeedFactory> factories = new HashMap<>();
    private final PausedFeeds paused;
    private final Map<String, FeedLine> lines = new TreeMap<>();
    private final Map<String, FeedRunner> runners = new HashMap<>();
    private final Map<String, Refused> refused = new HashMap<>();
    private final List<Left> left = new ArrayList<>();
    private boolean started;

    /** A file that is wrong. */
    private record Refused(String hash, ErrorCode code, String message) {}

    /** One that is to end, as its file is gone or says something else; it may be in the middle of a step. */
    private record Left(FeedLine line, @Nullable FeedRunner runner) {

        boolean isOver() {
            return line.isOver() && (runner == null || runner.isOver());
        }

        void await() {
            if (runner != null) {
                runner.close();
            }
            line.close();
        }
    }

    /** @param factories one for each kind */
    public Feeds(FeedContext context, List<FeedFactory> factories) {
        this.context = context;
        factories.forEach(factory -> this.factories.put(factory.kind(), factory));
        this.paused = new PausedFeeds(context.home(), context.brand());
    }

    /** How each feed stands, by name; of one whose file is wrong, what is wrong with it. */
    public List<FeedStatus> list() {
        return names().stream().map(this::look).toList();
    }

    /** How one stands; FEED_NOT_FOUND. */
    public FeedStatus status(String name) {
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

    /**
     * Looks at what a feed reads without taking anything, and says in lines for people what is there. FEED_BUSY if that takes
     * longer than half a minute.
     */
    public List<String> check(String name) {
        return check(name, LONGEST_LOOK);
    }

    List<String> check(String name, Duration limit) {
        return new FeedLook(named(name), limit).lines();
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
            try {
                line(name);
            } catch (TidebankException e) {
                // The list says what is wrong with a file; the other feeds go on.
            }
        }
        List<String> gone =
                lines.keySet().stream().filter(name -> !names.contains(name)).toList();
        gone.forEach(this::stop);
        left.removeIf(Left::isOver);
    }

    private FeedLine named(String name) {
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

    /** The feed as its files say now; they are read once as long as they stay as they are. */
    private synchronized FeedLine line(String name) {
        String hash = context.methods().hash(FeedSettings.path(context.brand(), name));
        Refused before = refused.get(name);
        if (before != null && before.hash().equals(hash)) {
            throw new TidebankException(before.code(), before.message());
        }
        FeedLine line = lines.get(name);
        if (line == null || !line.settings().isCurrent(context.methods(), context.brand())) {
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
            return new FeedLine(context, factory(settings), settings, lineBefore(name));
        } catch (TidebankException e) {
            refused.put(name, new Refused(hash, e.code(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private @Nullable FeedLine lineBefore(String name) {
        return left.stream()
                .map(Left::line)
                .filter(line -> line.settings().name().equals(name))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private FeedFactory factory(FeedSettings settings) {
        return Objects.requireNonNull(factories.get(settings.kind()), "The schema knows kinds that have a factory");
    }

    private List<String> names() {
        return FeedSettings.names(context.methods(), context.brand());
    }

    /** Waits for nothing: a step that is on comes to its end on its own thread. */
    private void stop(String name) {
        @Nullable FeedRunner runner = runners.remove(name);
        @Nullable FeedLine line = lines.remove(name);
        if (line != null) {
            left.add(new Left(line, runner));
            line.end();
        }
        if (runner != null) {
            runner.end();
        } else if (line != null) {
            line.letGoIfClosed();
        }
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void close() {
        List<Left> ending;
        synchronized (this) {
            started = false;
            List.copyOf(lines.keySet()).forEach(this::stop);
            ending = List.copyOf(left);
            left.clear();
        }
        ending.forEach(Left::await);
    }
}
