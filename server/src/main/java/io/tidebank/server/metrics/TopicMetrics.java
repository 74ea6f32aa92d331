package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.topic.JournalTopic;
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

    List<MetricSnapshot> read() {
        Gauges waiting = new Gauges("tidebank_topic_waiting_requests", "Requests that wait in Kafka for the home");
        Gauges lag = new Gauges("tidebank_topic_lag_seconds", "Age of the oldest request that waits in Kafka");
        Counters read = new Counters("tidebank_topic_read", "Requests that the home has taken from Kafka");
        Counters written =
                new Counters("tidebank_topic_written", "Requests that Kafka has acknowledged to this process");
        Gauges readable = new Gauges("tidebank_topic_readable", "1 while the home takes from Kafka, 0 otherwise");
        Gauges writable = new Gauges("tidebank_topic_writable", "1 while Kafka acknowledges, 0 otherwise");
        for (String brand : tidebank.brandNames()) {
            JournalTopic topic = tidebank.sources().any(brand)
                    ? tidebank.brand(brand).topic().orElse(null)
                    : null;
            if (topic != null) {
                TopicStatus status = topic.status();
                Labels labels = Labels.of("brand", brand);
                status.waiting().ifPresent(requests -> waiting.add(labels, requests));
                lag.add(labels, status.lag().toMillis() / 1000.0);
                read.add(labels, status.read());
                written.add(labels, status.written());
                readable.add(labels, status.fault() == null ? 1 : 0);
                writable.add(labels, status.writeProblem() == null ? 1 : 0);
            }
        }
        return List.of(
                waiting.snapshot(),
                lag.snapshot(),
                read.snapshot(),
                written.snapshot(),
                readable.snapshot(),
                writable.snapshot());
    }
}
