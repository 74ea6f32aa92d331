package io.tidebank.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidebank.server.latency.CollectionLatency;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a monitoring system asks every few seconds. */
@RestController
class MetricsController {

    private final BrandMetrics brands;
    private final CollectionLatency latency;
    private final RefusedRequests refused;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsController(BrandMetrics brands, CollectionLatency latency, RefusedRequests refused) {
        this.brands = brands;
        this.latency = latency;
        this.refused = refused;
    }

    @GetMapping("/metrics")
    void metrics(HttpServletResponse response) throws IOException {
        List<MetricSnapshot> all = new ArrayList<>(brands.read());
        all.add(latency.read());
        all.add(refused.read());
        all.addAll(JvmMetrics.read());
        response.setContentType(writer.getContentType());
        writer.write(response.getOutputStream(), new MetricSnapshots(all), EscapingScheme.UNDERSCORE_ESCAPING);
    }
}
