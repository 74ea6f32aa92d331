package io.tidebank.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Identifiers seen together are one consumer: the components of a graph, whatever the order of its edges. */
class ConsumersTest {

    @RepeatedTest(100)
    void linkedIdentifiersAreExactlyTheConnectedComponents(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Consumers consumers = new Consumers();
        Map<String, String> plain = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            IdentityLinks links = new IdentityLinks(consumers);
            for (int i = 0; i < random.nextInt(60); i++) {
                String one = "user:" + random.nextInt(80);
                String other = "device:" + random.nextInt(80);
                links.link(one, other);
                unite(plain, one, other);
            }
            links.settle();
        }

        Map<Integer, String> rootOf = new HashMap<>();
        Map<String, Integer> numberOf = new HashMap<>();
        for (String id : plain.keySet()) {
            int number = consumers.find(id);
            assertThat(number).isNotNegative();
            assertThat(rootOf.computeIfAbsent(number, key -> root(plain, id))).isEqualTo(root(plain, id));
            assertThat(numberOf.computeIfAbsent(root(plain, id), key -> number)).isEqualTo(number);
        }
        assertThat(consumers.count()).isEqualTo(numberOf.size());
    }

    @Test
    void aMillionIdentifiersKeepTheirNumbers() {
        Consumers consumers = new Consumers();
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(consumers.number("user:" + i)).isEqualTo(i);
        }
        for (int i = 0; i < 1_000_000; i += 997) {
            assertThat(consumers.find("user:" + i)).isEqualTo(i);
        }
        assertThat(consumers.find("user:1000000")).isEqualTo(IdTable.NONE);
        assertThat(consumers.size()).isEqualTo(1_000_000);
    }

    @Test
    void identifiersOfAnyLengthAndScriptAreToldApart() {
        Consumers consumers = new Consumers();
        List<String> ids = new ArrayList<>(List.of("", "a", "b", "ab", "ba", "会员:小明", "会员:小红"));
        for (int length = 1; length < 64; length++) {
            ids.add("x".repeat(length) + "1");
            ids.add("x".repeat(length) + "2");
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(consumers.number(ids.get(i))).as(ids.get(i)).isEqualTo(i);
        }
    }

    private static void unite(Map<String, String> parents, String one, String other) {
        parents.putIfAbsent(one, one);
        parents.putIfAbsent(other, other);
        parents.put(root(parents, one), root(parents, other));
    }

    private static String root(Map<String, String> parents, String id) {
        String at = id;
        while (!at.equals(parents.getOrDefault(at, at))) {
            at = parents.getOrDefault(at, at);
        }
        return at;
    }
}
