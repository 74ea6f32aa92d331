package io.tidebank.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidebank.brand.Tidebank;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a monitoring system asks every few seconds. */
@RestController
class MetricsController {

    private final Tidebank tidebank;
    private final LiveMetrics live;
    private final FeedMetrics feeds;
    private final TopicMetrics topics;
    private final CollectionLatency latency;
    private final RefusedRequests refused;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsController(
            Tidebank tidebank,
            LiveMetrics live,
            FeedMetrics feeds,
            TopicMetrics topics,
            CollectionLatency latency,
            RefusedRequests refused) {
        this.tidebank = tidebank;
        this.live = live;
        this.feeds = feeds;
        this.topics = topics;
        this.latency = latency;
        this.refused = refused;
    }

    @GetMapping("/metrics")
    void metrics(HttpServletResponse response) throws IOException {
        ReadBrands brands = new ReadBrands(tidebank);
        List<MetricSnapshot> all = new ArrayList<>(live.read(brands));
        all.addAll(feeds.read(brands));
        all.addAll(topics.read(brands));
        all.add(brands.read());
        all.add(latency.read());
        all.add(refused.read());
        all.addAll(JvmMetrics.read());
        response.setContentType(writer.getContentType());
        writer.write(response.getOutputStream(), new MetricSnapshots(all), EscapingScheme.UNDERSCORE_ESCAPING);
    }
}
