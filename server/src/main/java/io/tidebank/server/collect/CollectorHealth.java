package io.tidebank.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.server.LocalPrograms;
import io.tidebank.server.collect.http.BodyRoom;
import io.tidebank.server.collect.http.CollectAnswer;
import io.tidebank.server.collect.http.CollectJson;
import io.tidebank.server.latency.CollectionLatency;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Whether a collector without a home can take anything, for balancers, and what it has taken, for Prometheus. */
final class CollectorHealth extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient CollectorGates gates;
    private final transient Refusals refusals;
    private final transient DifferingKeys differing;
    private final transient BodyRoom room;
    private final transient CollectionLatency latency;
    private final transient LocalPrograms local;
    private final transient PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    CollectorHealth(
            CollectorGates gates,
            Refusals refusals,
            DifferingKeys differing,
            BodyRoom room,
            CollectionLatency latency,
            LocalPrograms local) {
        this.gates = gates;
        this.refusals = refusals;
        this.differing = differing;
        this.room = room;
        this.latency = latency;
        this.local = local;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/health/ready" -> ready(response);
            case "/metrics" -> metrics(request, response);
            default -> write(response, "application/json", "{\"live\":true}");
        }
    }

    /** The reason is told to who may read the log: it may name brokers. */
    private void ready(HttpServletResponse response) throws IOException {
        boolean ready = gates.problem() == null;
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        write(response, "application/json", "{\"ready\":%b}".formatted(ready));
    }

    /** Names of brands and sources are in them, and anybody may reach a collector: there are no credentials here to tell who. */
    private void metrics(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (local.made(request)) {
            write(response, writer.getContentType(), metrics());
            writer.write(
                    response.getOutputStream(),
                    new MetricSnapshots(latency.read()),
                    EscapingScheme.UNDERSCORE_ESCAPING);
        } else {
            CollectAnswer.no(403, "local_only", "Metrics are for programs on this machine")
                    .writeTo(response);
        }
    }

    private String metrics() {
        StringBuilder text = new StringBuilder(500);
        text.append(one("tidebank_topic_written_total", "counter", gates.written()))
                .append(one("tidebank_topic_writable", "gauge", gates.problem() == null ? 1 : 0))
                .append(one("tidebank_topic_sources_readable", "gauge", gates.isCurrent() ? 1 : 0))
                .append(one("tidebank_collect_bodies_bytes", "gauge", room.taken()))
                .append(one("tidebank_collect_bodies_limit_bytes", "gauge", room.most()))
                .append("# TYPE tidebank_live_refused_requests_total counter\n");
        for (Refusals.Count count : refusals.all()) {
            text.append("tidebank_live_refused_requests_total{brand=%s,source=%s,code=%s} %d\n"
                    .formatted(
                            CollectJson.text(count.brand()),
                            CollectJson.text(count.source()),
                            CollectJson.text(count.code()),
                            count.requests()));
        }
        text.append("# TYPE tidebank_live_differing_keys_total counter\n");
        for (DifferingKeys.Count count : differing.all()) {
            text.append("tidebank_live_differing_keys_total{brand=%s,source=%s} %d\n"
                    .formatted(CollectJson.text(count.brand()), CollectJson.text(count.source()), count.requests()));
        }
        return text.toString();
    }

    private static String one(String name, String type, long value) {
        return "# TYPE %1$s %2$s\n%1$s %3$d\n".formatted(name, type, value);
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(UTF_8));
    }
}
