package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Tidebank;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** All that is told of brands. Of one that cannot be read it is told that, and of the others all. */
@Component
class BrandMetrics {

    private final Tidebank tidebank;
    private final LiveMetrics live;
    private final FeedMetrics feeds;
    private final TopicMetrics topics;

    BrandMetrics(Tidebank tidebank, LiveMetrics live, FeedMetrics feeds, TopicMetrics topics) {
        this.tidebank = tidebank;
        this.live = live;
        this.feeds = feeds;
        this.topics = topics;
    }

    List<MetricSnapshot> read() {
        ReadBrands brands = new ReadBrands(tidebank);
        List<MetricSnapshot> all = new ArrayList<>(live.read(brands));
        all.addAll(feeds.read(brands));
        all.addAll(topics.read(brands));
        all.add(brands.read());
        return all;
    }
}
