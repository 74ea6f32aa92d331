package io.tidebank.cli.run;

import io.tidebank.market.Market;
import io.tidebank.market.MarketReport;
import io.tidebank.market.MarketSettings;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the demo's market. What an earlier demo left there that never reached the lake is made anew. */
record DemoMarket(Path folder) {

    MarketReport make(MarketSettings settings, Progress progress) {
        empty();
        return Market.generate(settings, folder, progress);
    }

    private void empty() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
