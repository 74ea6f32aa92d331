package io.tidebank.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.sdk.NodeSdks;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Segment's SDK for Node and plain senders, which send without a rest, and what they were told. */
final class Senders implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 180;
    private static final String SCRIPT = "stream.mjs";

    private final Process sdk;
    private final PlainSender plain;

    /**
     * Begins to send.
     *
     * @param sdkUrl where the SDK sends to
     * @param urls between which the plain ones are balanced
     */
    Senders(String sdkUrl, List<String> urls, String writeKey) throws IOException {
        this.sdk = NodeSdks.start(SCRIPT, sdkUrl, writeKey);
        this.plain = new PlainSender(urls, writeKey);
    }

    /** How many requests of the plain ones were taken there so far. */
    long taken(String url) {
        return plain.taken(url);
    }

    /** All that servers ever answered the plain ones. */
    Set<Integer> statuses() {
        return plain.statuses();
    }

    /** Ids of the events whose taking was acknowledged so far. */
    Set<String> acknowledged() throws IOException {
        Set<String> all = plain.acknowledged();
        all.addAll(sdkAcknowledged());
        return all;
    }

    /** Of these ids those that nobody has sent. */
    Set<String> unknown(List<String> ids) {
        Set<String> unknown = new TreeSet<>(ids);
        unknown.removeAll(plain.sent());
        unknown.removeIf(id -> id.startsWith("node-"));
        return unknown;
    }

    /** While somebody listens: has the SDK send what it has kept, and ends it. */
    void endSdk() throws IOException, InterruptedException {
        int told = sdkAcknowledged().size();
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> sdkAcknowledged().size() > told);
        sdk.getOutputStream().close();
        assertThat(sdk.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails if hardly anything was sent: then nothing was tried. */
    void assertBusy(int rounds) throws IOException {
        assertThat(sdkAcknowledged()).hasSizeGreaterThan(10 * rounds);
        assertThat(plain.acknowledged()).hasSizeGreaterThan(50 * rounds);
    }

    /** Lines that the SDK's process has written to their end. */
    private static Set<String> sdkAcknowledged() throws IOException {
        String text = Files.readString(NodeSdks.folder().resolve(SCRIPT + ".log"));
        Set<String> ids = new TreeSet<>();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("node-"))
                .forEach(ids::add);
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        plain.close();
        sdk.destroyForcibly();
    }
}
