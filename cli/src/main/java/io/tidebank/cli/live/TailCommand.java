package io.tidebank.cli.live;

import io.tidebank.cli.bank.LiveFeed;
import io.tidebank.cli.picture.LivePicture;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import io.tidebank.server.wire.WireJson;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a running server takes from live sources, as it comes. */
@Command(
        name = "tail",
        description = "Watch live events come in and what becomes of each, until Ctrl-C. Needs a running server.")
public final class TailCommand implements Callable<Integer> {

    private static final int USUAL_LAST = 10;

    private final Session session;

    @Option(names = "--source", paramLabel = "NAME", description = "Events of this source alone.")
    private @Nullable String source;

    @Option(names = "--once", description = "Show the last events and the counts, and end.")
    private boolean once;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "Begin with the last N events that came before; if left out, all that are known with --once, "
                    + "otherwise 10, and 0 for json and csv.")
    private @Nullable Integer last;

    TailCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.ask(bank -> {
            LiveFeed feed = bank.live();
            if (once) {
                return once(feed, bank.zone());
            }
            follow(feed, watcher(bank.zone()));
            session.remark("The server has stopped");
            return 0;
        });
    }

    /** A program must not take what it was told before for what comes now. */
    private void follow(LiveFeed feed, LiveFeed.Watcher watcher) {
        List<LiveEventView> before = feed.events(source);
        int usual = session.options().format() == Format.table ? USUAL_LAST : 0;
        latest(before, usual).forEach(watcher::event);
        feed.follow(source, before.isEmpty() ? 0 : before.getLast().number(), watcher);
    }

    private List<LiveEventView> latest(List<LiveEventView> events, int usual) {
        int shown = Math.clamp(last == null ? usual : last, 0, events.size());
        return events.subList(events.size() - shown, events.size());
    }

    private int once(LiveFeed feed, ZoneId zone) {
        LiveView status = feed.status();
        List<LiveEventView> known = feed.events(source);
        List<LiveEventView> events = latest(known, known.size());
        boolean colours = session.terminal().colours();
        return session.show(
                LivePicture.answer(status.brand(), events), () -> LivePicture.draw(events, status, zone, colours));
    }

    private LiveFeed.Watcher watcher(ZoneId zone) {
        return switch (session.options().format()) {
            case table -> new ForPeople(zone);
            case json -> new Lines(event -> WireJson.mapper().writeValueAsString(event));
            case csv -> {
                print(session.csv(LivePicture.answer("", List.of())).getFirst());
                yield new Lines(event ->
                        session.csv(LivePicture.answer("", List.of(event))).getLast());
            }
        };
    }

    private void print(String line) {
        session.out().println(line);
        session.out().flush();
    }

    /** A line for each event; now and then, when something came, a line of counts. */
    private final class ForPeople implements LiveFeed.Watcher {

        private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);

        private final ZoneId zone;
        private boolean news = true;
        private long counted = System.nanoTime() - BETWEEN_COUNTS.toNanos();

        ForPeople(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public void event(LiveEventView event) {
            print(LivePicture.line(event, zone, session.terminal().colours()));
            news = true;
        }

        @Override
        public void status(LiveView status) {
            if (news && System.nanoTime() - counted >= BETWEEN_COUNTS.toNanos()) {
                print(LivePicture.counts(status, session.terminal().colours()));
                counted = System.nanoTime();
                news = false;
            }
        }
    }

    /** Each event alone, for programs. */
    private final class Lines implements LiveFeed.Watcher {

        private final Function<LiveEventView, String> written;

        Lines(Function<LiveEventView, String> written) {
            this.written = written;
        }

        @Override
        public void event(LiveEventView event) {
            print(written.apply(event));
        }

        @Override
        public void status(LiveView status) {
            // Programs ask for it where they want it.
        }
    }
}
