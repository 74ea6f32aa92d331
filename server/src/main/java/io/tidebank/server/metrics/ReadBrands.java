package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.EachBrand;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The brands that one reading asks, and those of which something could not be read: the numbers of the others stay. */
final class ReadBrands {

    private final Tidebank tidebank;
    private final Set<String> unreadable = new HashSet<>();

    ReadBrands(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    void each(Consumer<String> reading) {
        EachBrand.run(tidebank, reading, (brand, fault) -> unreadable.add(brand));
    }

    /** After all else. */
    MetricSnapshot read() {
        Gauges readable = new Gauges(
                "tidebank_brand_readable", "1 while all of a brand can be read, 0 while something cannot be opened");
        for (String brand : tidebank.brandNames()) {
            readable.add(Labels.of("brand", brand), unreadable.contains(brand) ? 0 : 1);
        }
        return readable.snapshot();
    }
}
