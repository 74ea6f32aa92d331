package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.RecordReader;
import io.tidebank.collect.journal.record.RecordWriter;
import io.tidebank.error.TidebankException;
import io.tidebank.touch.Touch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

    @TempDir
    Path home;

    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(home);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aLogWithATornEndOpensWithAllThatIsWholeInIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            journal.accept("e-" + i);
        }
        journal.close();
        Path log = log();
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));

        assertThat(journal.touchesAfter(0))
                .containsExactlyElementsOf(
                        IntStream.range(0, 19).mapToObj(i -> "e-" + i).toList());
        assertThat(journal.accept("e-18", "e-19").accepted()).isEqualTo(1);
    }

    @Test
    void aLogDamagedBeforeItsEndIsNotPassedOver() throws Exception {
        for (int i = 0; i < 200; i++) {
            journal.accept("e-" + i);
        }
        journal.close();
        spoil(log(), 0.4);

        assertThatThrownBy(() -> journal.journal())
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_DAMAGED)
                .hasMessageContaining(journal.folder().toString());
    }

    @Test
    void aDamagedTableIsToldWhenItIsRead() throws Exception {
        journal.accept(LiveTouches.batch(
                IntStream.range(0, 500).mapToObj(i -> "e-" + i).toArray(String[]::new)));
        journal.reopen(Optional.empty());
        journal.close();
        for (Path table : DiskUse.files(journal.folder(), ".sst")) {
            if (Files.size(table) > 4_000) {
                spoil(table, 0.2);
            }
        }

        assertThatThrownBy(() -> journal.touchesAfter(0))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_DAMAGED);
    }

    /** Every single damaged byte and every cut gives another record or JOURNAL_DAMAGED, and never anything else. */
    @Test
    void anyDamageToARecordIsARefusalAtWorst() {
        Random random = new Random(7);
        List<Touch> touches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            touches.add(LiveTouches.random(random, "web", "t-" + i));
        }
        LiveBatch batch =
                new LiveBatch(List.of(new LiveEvent("web", "e", touches)), List.of(LiveTouches.bad("x", "raw")));
        byte[] record = RecordWriter.write(batch, raw -> raw.getBytes(StandardCharsets.UTF_8));
        record[0] = 1;
        assertThat(read(record)).isTrue();
        for (int at = 1; at < record.length; at++) {
            assertThat(read(Arrays.copyOf(record, at))).as("cut at %d", at).isFalse();
            for (int flip = 1; flip < 256; flip += 7) {
                byte[] damaged = record.clone();
                damaged[at] ^= (byte) flip;
                read(damaged);
            }
        }
    }

    private static boolean read(byte[] record) {
        try {
            RecordReader.read(1, record, locked -> new String(locked, StandardCharsets.UTF_8));
            return true;
        } catch (TidebankException e) {
            assertThat(e.code()).isEqualTo(JournalError.JOURNAL_DAMAGED);
            return false;
        }
    }

    @Test
    void aRecordOfANewerFormatIsNotGuessedAt() {
        byte[] record = RecordWriter.write(LiveTouches.batch("a"), raw -> new byte[0]);
        record[0] = 9;

        assertThatThrownBy(() -> RecordReader.read(1, record, locked -> ""))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_TOO_NEW);
    }

    private Path log() throws IOException {
        return DiskUse.files(journal.folder(), ".log").getLast();
    }

    private static void spoil(Path file, double where) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) (bytes.length * where);
        for (int i = at; i < at + 8; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
    }
}
