package io.tidebank.cli.live;

import io.tidebank.cli.bank.FeedBook;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.server.wire.FeedView;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is fetched instead of being sent: each feed is a file of the home. */
@Command(
        name = "feed",
        description = "What is fetched from elsewhere: methods/feeds/BRAND/NAME.yaml in the home.",
        synopsisSubcommandLabel = "list|check|run|pause|resume")
public final class FeedCommand {

    private final Session session;

    FeedCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "List the feeds, how they stand, and what they have brought.")
    int list() {
        return shown(FeedBook::list);
    }

    @Command(name = "check", description = "Look at what a feed reads without taking anything.")
    int check(@Parameters(paramLabel = "NAME", description = "The feed.") String name) {
        return session.show(session.ask(bank -> bank.feeds().check(name)));
    }

    @Command(name = "run", description = "Read a feed until nothing waits. A running server reads feeds by itself.")
    int run(@Parameters(paramLabel = "NAME", description = "The feed.") String name) {
        return session.show(session.work((bank, progress) -> bank.feeds().run(name, progress)));
    }

    @Command(name = "pause", description = "Let a feed stand still, over restarts too, until it is resumed.")
    int pause(@Parameters(paramLabel = "NAME", description = "The feed.") String name) {
        return changed(name, FeedBook::pause);
    }

    @Command(name = "resume", description = "Let a feed go on.")
    int resume(@Parameters(paramLabel = "NAME", description = "The feed.") String name) {
        return changed(name, FeedBook::resume);
    }

    private int changed(String name, BiFunction<FeedBook, String, FeedView> change) {
        return shown(book -> List.of(change.apply(book, name)));
    }

    /** People get short lines; programs, and who checks a feed, all that is known. */
    private int shown(Function<FeedBook, List<FeedView>> feeds) {
        boolean isTable = session.options().format() == Format.table;
        return session.showLocal(bank -> {
            List<FeedView> views = feeds.apply(bank.feeds());
            String brand = bank.info().brand();
            return isTable ? FeedView.table(brand, views) : FeedView.answer(brand, views);
        });
    }
}
