package io.tidebank.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose disk is full: a small file system of its own, which something else fills and empties again while senders go on.
 * Needs the right to mount one.
 */
class FullDiskTest {

    private static final String SIZE = "192m";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FULL_MILLIS = 6000;
    private static final int AFTERWARDS_MILLIS = 3000;
    private static final int MORE = 5;
    private static final int BLOCK = 64 << 10;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()))
                .as("may mount a file system")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    /** No room is kept free here, so that journal, commit and refresh really hit the wall. */
    @Test
    void whatWasAcknowledgedBeforeAndAfterAFullDiskIsInTheLakeOnce() throws Exception {
        serveThroughAFullDisk("journal: {free_disk_mb: 0}");
    }

    /** As it is set up in practice, only smaller: senders are turned away before anything fails. */
    @Test
    void whereRoomIsKeptFreeSendersAreToldToComeAgain() throws Exception {
        serveThroughAFullDisk("journal: {free_disk_mb: 32}");
    }

    private void serveThroughAFullDisk(String journal) throws Exception {
        KilledHome home = KilledHome.make(disk.resolve("home"), "collection: 1\n" + journal + "\n");
        try (Victim server =
                        new Victim(ServerProcess.class, folder, home.folder().toString());
                Senders senders = new Senders(server.url(), List.of(server.url()), home.writeKey())) {
            server.start();
            awaitMore(server, senders);
            server.lives(AFTERWARDS_MILLIS, "before");
            fill();
            // The journal has set some room aside, and goes on in it for a while.
            Awaitility.await().atMost(PATIENCE).until(() -> !Set.of(200).containsAll(senders.statuses()));
            server.lives(FULL_MILLIS, "while the disk is full");
            Files.delete(ballast());
            awaitMore(server, senders);
            server.lives(AFTERWARDS_MILLIS, "afterwards");
            server.kill();

            home.check(senders, "after a full disk");
            assertThat(senders.statuses()).isSubsetOf(200, 429, 503);
        }
    }

    private static void awaitMore(Victim server, Senders senders) {
        long before = senders.taken(server.url());
        Awaitility.await().atMost(PATIENCE).until(() -> senders.taken(server.url()) > before + MORE);
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    /** Takes all that is left. */
    private void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            assertThat(Files.getFileStore(disk).getUsableSpace()).isLessThan(BLOCK);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
