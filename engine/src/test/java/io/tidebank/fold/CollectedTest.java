package io.tidebank.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** However few touches may be kept, everyone is handed out once, with all touches, in some round. */
class CollectedTest {

    @RepeatedTest(20)
    void roundsTogetherHandOutEveryonesTouchesInOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int most = 1 + random.nextInt(60);
        Map<Integer, List<Long>> wanted = new TreeMap<>();
        List<long[]> touches = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int consumer = random.nextInt(1 + random.nextInt(30));
            touches.add(new long[] {consumer, i});
            wanted.computeIfAbsent(consumer, none -> new ArrayList<>()).add((long) i);
        }

        Map<Integer, List<Long>> found = new TreeMap<>();
        int from = 0;
        int rounds = 0;
        while (from < Integer.MAX_VALUE) {
            Collected collected = new Collected(most);
            int first = from;
            touches.stream()
                    .filter(touch -> touch[0] >= first)
                    .forEach(touch -> collected.add((int) touch[0], touch[1], (byte) 1, 0, 0));
            collected.forEach((consumer, history) -> assertThat(found.put(consumer, moments(history)))
                    .as("consumer %d, once", consumer)
                    .isNull());
            assertThat(collected.below()).isGreaterThan(from);
            from = collected.below();
            rounds++;
        }

        assertThat(found).isEqualTo(wanted);
        assertThat(rounds).isBetween(1, 30);
    }

    @Test
    void oneWithMoreTouchesThanMayBeKeptIsKept() {
        Collected collected = new Collected(10);
        for (int i = 0; i < 1_000; i++) {
            collected.add(7, i, (byte) 1, 0, 0);
        }

        List<Integer> sizes = new ArrayList<>();
        collected.forEach((consumer, history) -> sizes.add(history.size()));

        assertThat(sizes).containsExactly(1_000);
        assertThat(collected.below()).isEqualTo(Integer.MAX_VALUE);
    }

    private static List<Long> moments(History history) {
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            moments.add(history.micros(i));
        }
        return moments;
    }
}
