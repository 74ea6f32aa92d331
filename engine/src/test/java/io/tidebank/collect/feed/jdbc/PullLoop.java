package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.jdbc.rows.JdbcDrivers;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Progress;
import java.nio.file.Path;

/** A program that reads a feed until nothing waits, commits beside that, and tells when it begins and when it is done. */
final class PullLoop {

    private PullLoop() {}

    /** @param arguments the home, whose feed is {@code shop} */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        JdbcDrivers drivers = new JdbcDrivers(folder.resolve("drivers"));
        JdbcFeeds feeds = new JdbcFeeds(
                new MethodFiles(folder.resolve("methods")), FeedHome.BRAND, folder.resolve("run/scratch"), drivers);
        try (drivers;
                FeedHome home = new FeedHome(folder, feeds)) {
            System.out.println("begins");
            home.feeds().run("shop", new Progress() {

                private int steps;

                @Override
                public void at(String step, long done, long total) {}

                @Override
                public boolean cancelled() {
                    if (++steps % 20 == 0) {
                        home.intake().commit();
                    }
                    return false;
                }
            });
            while (home.intake().commit().tookSomething()) {}
            System.out.println("done");
        }
    }
}
