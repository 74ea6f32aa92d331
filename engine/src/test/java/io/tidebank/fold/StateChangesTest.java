package io.tidebank.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that is read from its pages and their changes is the state that was there. */
class StateChangesTest {

    private static final int FIRST = 1 << 16;
    private static final int SHARDS = 2;
    private static final int CONSUMERS = 40_000;

    /** Consumers of a block of the file. */
    private static final int BLOCK = 4096;

    @TempDir
    Path folder;

    @RepeatedTest(10)
    void changesOnTopOfPagesAreTheStateWrittenWhole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int words = 1 + random.nextInt(9);
        StatePages state = new StatePages(words, SHARDS, FIRST);
        change(state, random, CONSUMERS / 3);
        StateFile.write(folder.resolve("base"), state);
        int steps = 1 + random.nextInt(4);
        for (int step = 0; step < steps; step++) {
            BitSet changed = change(state, random, random.nextInt(3 * BLOCK));
            StateChanges.write(folder.resolve("base." + step), state, changed);
        }
        StateFile.write(folder.resolve("whole"), state);

        StatePages inSteps = new StatePages(words, SHARDS, FIRST);
        StateFile.read(folder.resolve("base"), inSteps);
        for (int step = 0; step < steps; step++) {
            StateChanges.read(folder.resolve("base." + step), inSteps);
        }
        StatePages atOnce = new StatePages(words, SHARDS, FIRST);
        StateFile.read(folder.resolve("whole"), atOnce);

        assertSame(inSteps, state);
        assertSame(atOnce, state);
    }

    /** Blocks are full or the last: a file that was cut between two of them is no shorter list of changes. */
    @Test
    void aFileThatWasCutIsRefusedWhereverItWasCut() throws IOException {
        Path file = changes(2 * BLOCK + 100, 1);
        byte[] whole = Files.readAllBytes(file);
        int block = 16 + BLOCK * 3 * Long.BYTES;

        for (int length : new int[] {0, 1, 15, 16, 17, block - 1, block, block + 1, 2 * block, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, "cut to " + length);
        }
    }

    /** A full disk is no damage: it would be as full for all that is done over again. */
    @Test
    void whatCannotBeWrittenIsNotTakenForDamage() throws IOException {
        StatePages state = new StatePages(2, SHARDS, FIRST);
        Path taken = Files.createDirectory(folder.resolve("taken"));

        assertThatThrownBy(() -> StateFile.write(taken, state))
                .hasFieldOrPropertyWithValue("code", FoldError.STATE_NOT_WRITTEN);
        assertThatThrownBy(() -> StateChanges.write(taken, state, new BitSet()))
                .hasFieldOrPropertyWithValue("code", FoldError.STATE_NOT_WRITTEN);
    }

    @Test
    void afterAWholeNumberOfBlocksTheFileStillHasAnEnd() throws IOException {
        Path file = changes(BLOCK, 2);
        StateChanges.read(file, new StatePages(2, SHARDS, FIRST));
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length - 16));

        assertRefused(file, "without its last, empty block");
    }

    @RepeatedTest(10)
    void aFileWithAnyByteChangedIsRefused(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Path file = changes(random.nextInt(2 * BLOCK), repetition.getCurrentRepetition());
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            byte[] broken = whole.clone();
            int at = random.nextInt(broken.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, broken);

            assertRefused(file, "byte " + at + " of " + broken.length);
        }
    }

    @Test
    void aFileOfPagesWithAByteChangedOrCutIsRefused() throws IOException {
        StatePages state = new StatePages(2, SHARDS, FIRST);
        Random random = new Random(5);
        change(state, random, 10_000);
        Path file = folder.resolve("pages");
        StateFile.write(file, state);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 50; i++) {
            byte[] broken = whole.clone();
            int at = i < 24 ? i : random.nextInt(broken.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, broken);
            assertThatThrownBy(() -> StateFile.read(file, new StatePages(2, SHARDS, FIRST)))
                    .as("byte %d", at)
                    .hasFieldOrPropertyWithValue("code", FoldError.STATE_BROKEN);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> StateFile.read(file, new StatePages(2, SHARDS, FIRST)))
                .hasFieldOrPropertyWithValue("code", FoldError.STATE_BROKEN);
    }

    private Path changes(int count, int seed) {
        StatePages state = new StatePages(2, SHARDS, FIRST);
        Random random = new Random(seed);
        BitSet changed = new BitSet();
        for (int i = 0; i < count; i++) {
            changed.set(FIRST + i * SHARDS);
        }
        changed.stream().forEach(consumer -> put(state, random, consumer));
        Path file = folder.resolve("changes-" + seed);
        StateChanges.write(file, state, changed);
        return file;
    }

    private static BitSet change(StatePages state, Random random, int count) {
        BitSet changed = new BitSet();
        for (int i = 0; i < count; i++) {
            int consumer = FIRST + random.nextInt(CONSUMERS) * SHARDS;
            changed.set(consumer);
            put(state, random, consumer);
        }
        return changed;
    }

    private static void put(StatePages state, Random random, int consumer) {
        for (int word = 0; word < state.words(); word++) {
            state.page(consumer)[state.at(consumer) + word] = random.nextLong();
        }
    }

    private static void assertSame(StatePages found, StatePages wanted) {
        for (int i = 0; i < CONSUMERS; i++) {
            int consumer = FIRST + i * SHARDS;
            for (int word = 0; word < wanted.words(); word++) {
                long there =
                        wanted.has(consumer) ? wanted.page(consumer)[wanted.at(consumer) + word] : StatePages.EMPTY;
                assertThat(found.page(consumer)[found.at(consumer) + word])
                        .as("consumer %d, word %d", consumer, word)
                        .isEqualTo(there);
            }
        }
    }

    private static void assertRefused(Path file, String how) {
        assertThatThrownBy(() -> StateChanges.read(file, new StatePages(2, SHARDS, FIRST)))
                .as(how)
                .isInstanceOf(TidebankException.class)
                .hasFieldOrPropertyWithValue("code", FoldError.STATE_BROKEN);
    }
}
