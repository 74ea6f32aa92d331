package io.tidebank.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.collect.LiveServer;
import io.tidebank.server.sdk.NodeSdks;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of a server that takes, commits and refreshes, under load from Segment's SDK for Node and
 * from plain senders: what was acknowledged is in the lake, each event once, and nothing is there that nobody sent.
 * {@code -Dserver.crash.rounds=20} is the long form, {@code -Dserver.crash.seed} chooses other instants.
 */
class ServerCrashTest {

    private static final int ROUNDS = Integer.getInteger("server.crash.rounds", 3);
    private static final long SEED = Long.getLong("server.crash.seed", 20_261_122);
    private static final int LATEST_MILLIS = 4000;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void whatWasAcknowledgedIsInTheLakeOnce() throws Exception {
        Path home = folder.resolve("home");
        String writeKey = made(home);
        int port = freePort();
        String url = "http://127.0.0.1:" + port;
        Process node = NodeSdks.start("stream.mjs", url, writeKey);
        try (PlainSender plain = new PlainSender(url, writeKey)) {
            for (int round = 1; round <= ROUNDS; round++) {
                runUntilKilled(home, port, round, plain);
                check(home, plain, "seed %d, round %d".formatted(SEED, round));
            }
            int told = nodeAcknowledged().size();
            Process last = started(home, port, ROUNDS + 1);
            try {
                // The SDK has kept what it could not send.
                Awaitility.await()
                        .atMost(90, TimeUnit.SECONDS)
                        .until(() -> nodeAcknowledged().size() > told);
                node.getOutputStream().close();
                assertThat(node.waitFor(90, TimeUnit.SECONDS)).isTrue();
            } finally {
                last.destroyForcibly().waitFor();
            }
            check(home, plain, "seed %d, at the end".formatted(SEED));
            assertThat(nodeAcknowledged()).hasSizeGreaterThan(10 * ROUNDS);
            assertThat(plain.acknowledged()).hasSizeGreaterThan(50 * ROUNDS);
        } finally {
            node.destroyForcibly();
        }
    }

    private static String made(Path home) {
        Tidebank.init(home, LiveServer.BRAND, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        try (Tidebank tidebank = Tidebank.open(home)) {
            return tidebank.sources()
                    .create(LiveServer.BRAND, LiveServer.SOURCE)
                    .writeKey();
        }
    }

    private void runUntilKilled(Path home, int port, int round, PlainSender plain) throws Exception {
        int before = plain.acknowledged().size();
        Process server = started(home, port, round);
        try {
            // Now and then before anything was taken.
            boolean early = round > 1 && random.nextInt(5) == 0;
            if (!early) {
                Awaitility.await()
                        .atMost(60, TimeUnit.SECONDS)
                        .until(() -> plain.acknowledged().size() > before);
            }
            boolean ended = server.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
            assertThat(ended)
                    .as("seed %d, round %d: %s", SEED, round, log(round))
                    .isFalse();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private Process started(Path home, int port, int round) throws IOException {
        return ServerProcess.start(home, port, folder.resolve("server-%d.log".formatted(round)));
    }

    private String log(int round) throws IOException {
        return Files.readString(folder.resolve("server-%d.log".formatted(round)));
    }

    /** Looks into the home as the next process finds it. */
    private static void check(Path home, PlainSender plain, String story) throws IOException {
        Set<String> acknowledged = plain.acknowledged();
        acknowledged.addAll(nodeAcknowledged());
        try (Tidebank tidebank = Tidebank.open(home)) {
            Brand brand = tidebank.brand(LiveServer.BRAND);
            while (brand.intake().commit().tookSomething()) {}
            assertThat(brand.intake().journal().lagEvents()).as(story).isZero();
            if (brand.info().touches() == 0) {
                assertThat(acknowledged).as(story).isEmpty();
                return;
            }
            brand.refresh(Progress.NONE);
            // One row, since an answer has only so many.
            Object ids = brand.sql("SELECT string_agg(touch_id, ',') FROM touch")
                    .rows()
                    .getFirst()
                    .getFirst();
            List<String> lake = List.of(String.valueOf(ids).split(",", -1));
            assertThat(lake).as(story).doesNotHaveDuplicates().containsAll(acknowledged);
            Set<String> unknown = new TreeSet<>(lake);
            unknown.removeAll(plain.sent());
            assertThat(unknown).as(story).allMatch(id -> id.startsWith("node-"));
        }
    }

    /** Lines that the SDK's process has written to their end. */
    private static Set<String> nodeAcknowledged() throws IOException {
        String text = Files.readString(NodeSdks.folder().resolve("stream.mjs.log"));
        Set<String> ids = new TreeSet<>();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("node-"))
                .forEach(ids::add);
        return ids;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
