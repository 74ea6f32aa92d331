package io.tidebank.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.topic.CollectorGates;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Whether a collector without a home can take anything, for balancers, and what it has taken, for Prometheus. */
final class CollectorHealth extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient CollectorGates gates;
    private final transient Refusals refusals;

    CollectorHealth(CollectorGates gates, Refusals refusals) {
        this.gates = gates;
        this.refusals = refusals;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/health/ready" -> ready(response);
            case "/metrics" -> write(response, "text/plain; version=0.0.4", metrics());
            default -> write(response, "application/json", "{\"live\":true}");
        }
    }

    /** The reason is told to who may read the log: it may name brokers. */
    private void ready(HttpServletResponse response) throws IOException {
        boolean ready = gates.problem() == null;
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        write(response, "application/json", "{\"ready\":%b}".formatted(ready));
    }

    private String metrics() {
        StringBuilder text = new StringBuilder(500);
        text.append("# TYPE tidebank_topic_written counter\n")
                .append("tidebank_topic_written_total ")
                .append(gates.written())
                .append("\n# TYPE tidebank_topic_writable gauge\ntidebank_topic_writable ")
                .append(gates.problem() == null ? 1 : 0)
                .append("\n# TYPE tidebank_topic_sources_readable gauge\ntidebank_topic_sources_readable ")
                .append(gates.isCurrent() ? 1 : 0)
                .append("\n# TYPE tidebank_live_refused_requests counter\n");
        for (Refusals.Count count : refusals.all()) {
            text.append("tidebank_live_refused_requests_total{brand=%s,source=%s,code=%s} %d\n"
                    .formatted(
                            CollectJson.text(count.brand()),
                            CollectJson.text(count.source()),
                            CollectJson.text(count.code()),
                            count.requests()));
        }
        return text.toString();
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(UTF_8));
    }
}
