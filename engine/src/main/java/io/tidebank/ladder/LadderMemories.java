package io.tidebank.ladder;

import io.tidebank.fold.Predicates;
import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.LadderProgram.Memory;
import io.tidebank.sql.DuckDb;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds which clauses can share a memory. What counts is what a touch must be (kinds and conditions) and what is counted;
 * the longest n decides the size. "One of anything" is the latest instant, which a memory of touches or days has first.
 */
final class LadderMemories {

    /** What a touch must be to enter a memory, and what the memory counts. */
    private record Key(List<String> kinds, int predicates, CountOf of) {}

    private final List<Key> keys = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final Predicates predicates;
    private final int words;

    LadderMemories(Ladder ladder, TouchKinds kinds, Predicates predicates) {
        this.predicates = predicates;
        for (Ladder.Stage stage : ladder.stages()) {
            for (Clause clause : stage.when()) {
                if (clause instanceof Behaviour behaviour && behaviour.atLeast() > 1) {
                    need(behaviour);
                }
            }
        }
        for (Ladder.Stage stage : ladder.stages()) {
            for (Clause clause : stage.when()) {
                if (clause instanceof Behaviour behaviour && behaviour.atLeast() == 1 && indexOf(behaviour) < 0) {
                    need(behaviour);
                }
            }
        }
        int word = LadderState.HEAD_WORDS;
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            memories.add(new Memory(key.of(), sizes.get(i), word, key.predicates()));
            word += sizes.get(i) * wordsEach(key.of());
        }
        this.words = word - LadderState.HEAD_WORDS;
    }

    List<Memory> memories() {
        return memories;
    }

    int words() {
        return words;
    }

    List<String> kindsOf(int memory) {
        return keys.get(memory).kinds();
    }

    /** The word that holds the clause's n-th latest instant. */
    int wordOf(Behaviour behaviour) {
        Memory memory = memories.get(indexOf(behaviour));
        return memory.word() + (behaviour.atLeast() - 1) * wordsEach(memory.of());
    }

    private void need(Behaviour behaviour) {
        Key key = key(behaviour);
        int at = keys.indexOf(key);
        if (at < 0) {
            keys.add(key);
            sizes.add(behaviour.atLeast());
        } else {
            sizes.set(at, Math.max(sizes.get(at), behaviour.atLeast()));
        }
    }

    /** The memory that answers this clause; -1 if there is none yet. A single instant may be read from any that fits. */
    private int indexOf(Behaviour behaviour) {
        Key key = key(behaviour);
        for (int i = 0; i < keys.size(); i++) {
            Key other = keys.get(i);
            boolean sameTouches = other.kinds().equals(key.kinds()) && other.predicates() == key.predicates();
            if (sameTouches && (other.of() == key.of() || behaviour.atLeast() == 1)) {
                return i;
            }
        }
        return -1;
    }

    private Key key(Behaviour behaviour) {
        CountOf of = behaviour.atLeast() == 1 ? CountOf.TOUCHES : behaviour.of();
        return new Key(List.copyOf(new TreeSet<>(behaviour.kinds())), bits(behaviour), of);
    }

    private int bits(Behaviour behaviour) {
        int bits = 0;
        if (behaviour.polarity() != null) {
            bits |= predicates.bit("polarity = " + behaviour.polarity().value());
        }
        if (behaviour.amountAtLeast() != null) {
            bits |= predicates.bit("amount_home >= " + behaviour.amountAtLeast().toPlainString());
        }
        for (Map.Entry<String, List<String>> entry : behaviour.scope().entrySet()) {
            bits |= predicates.bit(condition(entry.getKey(), entry.getValue()));
        }
        return bits;
    }

    private static String condition(String column, List<String> values) {
        List<String> any = new ArrayList<>();
        for (String value : values) {
            any.add(
                    value.endsWith(".*")
                            ? "(%1$s = %2$s OR starts_with(%1$s, %3$s))"
                                    .formatted(
                                            column,
                                            DuckDb.literal(value.substring(0, value.length() - 2)),
                                            DuckDb.literal(value.substring(0, value.length() - 1)))
                            : column + " = " + DuckDb.literal(value));
        }
        return "(" + String.join(" OR ", any) + ")";
    }

    private static int wordsEach(CountOf of) {
        return of == CountOf.ORDERS ? 2 : 1;
    }
}
