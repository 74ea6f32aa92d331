package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.topic.TopicStatus;
import java.util.List;
import org.springframework.stereotype.Component;

/** Kafka as the journal of brands, as metrics; of brands that have their own there are none. */
@Component
class TopicMetrics {

    private final Tidebank tidebank;

    TopicMetrics(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    /** One reading: a metric of each name, with the values of all brands. */
    private static final class Sheet {

        final Gauges waiting =
                new Gauges("tidebank_topic_waiting_requests", "Requests that wait in Kafka for the home");
        final Gauges lag = new Gauges("tidebank_topic_lag_seconds", "Age of the oldest request that waits in Kafka");
        final Counters read = new Counters("tidebank_topic_read", "Requests that the home has taken from Kafka");
        final Counters written =
                new Counters("tidebank_topic_written", "Requests that Kafka has acknowledged to this process");
        final Gauges readable = new Gauges("tidebank_topic_readable", "1 while the home takes from Kafka, 0 otherwise");
        final Gauges writable = new Gauges("tidebank_topic_writable", "1 while Kafka acknowledges, 0 otherwise");

        List<MetricSnapshot> snapshots() {
            return List.of(
                    waiting.snapshot(),
                    lag.snapshot(),
                    read.snapshot(),
                    written.snapshot(),
                    readable.snapshot(),
                    writable.snapshot());
        }
    }

    List<MetricSnapshot> read(ReadBrands brands) {
        Sheet sheet = new Sheet();
        brands.each(brand ->
                tidebank.topic(brand).ifPresent(topic -> write(sheet, Labels.of("brand", brand), topic.status())));
        return sheet.snapshots();
    }

    private static void write(Sheet sheet, Labels labels, TopicStatus status) {
        status.waiting().ifPresent(requests -> sheet.waiting.add(labels, requests));
        sheet.lag.add(labels, status.lag().toMillis() / 1000.0);
        sheet.read.add(labels, status.read());
        sheet.written.add(labels, status.written());
        sheet.readable.add(labels, status.fault() == null ? 1 : 0);
        sheet.writable.add(labels, status.writeProblem() == null ? 1 : 0);
    }
}
