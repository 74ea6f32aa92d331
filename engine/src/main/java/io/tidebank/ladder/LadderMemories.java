package io.tidebank.ladder;

import io.tidebank.fold.Predicates;
import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.LadderProgram.Memory;
import io.tidebank.sql.DuckDb;
import io.tidebank.touch.TouchKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds which clauses can share a memory. What counts is what a touch must be (kinds and their conditions) and what is
 * counted; the longest n decides the size. "One of anything" is the latest instant, which every memory has first: so it
 * is read from a memory of the same touches if there is one, and clauses of one stage that ask for one touch each and
 * last equally long are a single "one of all these". Fewer words mean fewer lines of memory per touch.
 */
final class LadderMemories {

    /**
     * What a touch must be to enter a memory, and what the memory counts.
     *
     * @param required per kind, the bits that a touch of it must have
     */
    private record Key(SortedMap<String, Integer> required, CountOf of) {}

    /** Clauses asking for one touch that cease together. */
    private record Lasting(
            @Nullable Duration within, @Nullable String standingOn) {}

    private final TouchKinds kinds;
    private final Predicates predicates;
    private final List<Key> keys = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final IdentityHashMap<Behaviour, Integer> answers = new IdentityHashMap<>();
    private final List<Memory> memories = new ArrayList<>();
    private final int words;

    LadderMemories(Ladder ladder, TouchKinds kinds, Predicates predicates) {
        this.kinds = kinds;
        this.predicates = predicates;
        List<List<Behaviour>> stages =
                ladder.stages().stream().map(LadderMemories::behaviours).toList();
        stages.forEach(clauses -> clauses.stream()
                .filter(clause -> clause.atLeast() > 1)
                .forEach(clause -> answers.put(clause, need(required(clause), clause.of(), clause.atLeast()))));
        stages.forEach(this::single);
        int word = LadderState.HEAD_WORDS;
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            memories.add(new Memory(key.of(), sizes.get(i), word, requiredByKind(key)));
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

    Set<String> kindsOf(int memory) {
        return keys.get(memory).required().keySet();
    }

    /** The memory that a clause of the ladder reads. */
    int memoryOf(Behaviour behaviour) {
        return Objects.requireNonNull(answers.get(behaviour));
    }

    /** The word that holds the clause's n-th latest instant. */
    int wordOf(Behaviour behaviour) {
        Memory memory = memories.get(memoryOf(behaviour));
        return memory.word() + (behaviour.atLeast() - 1) * wordsEach(memory.of());
    }

    private static List<Behaviour> behaviours(Ladder.Stage stage) {
        return stage.when().stream()
                .filter(Behaviour.class::isInstance)
                .map(Behaviour.class::cast)
                .toList();
    }

    /** Answers a stage's clauses for one touch. */
    private void single(List<Behaviour> clauses) {
        Map<Lasting, List<Behaviour>> together = new LinkedHashMap<>();
        for (Behaviour clause : clauses) {
            if (clause.atLeast() == 1) {
                int known = indexOf(required(clause));
                if (known >= 0) {
                    answers.put(clause, known);
                } else {
                    together.computeIfAbsent(
                                    new Lasting(clause.within(), clause.standingOn()), lasting -> new ArrayList<>())
                            .add(clause);
                }
            }
        }
        together.values().forEach(this::join);
    }

    /** Gives clauses one memory as far as no kind is asked for under different conditions. */
    private void join(List<Behaviour> clauses) {
        SortedMap<String, Integer> joined = new TreeMap<>();
        List<Behaviour> apart = new ArrayList<>();
        List<Behaviour> members = new ArrayList<>();
        for (Behaviour clause : clauses) {
            SortedMap<String, Integer> required = required(clause);
            boolean agrees = required.entrySet().stream()
                    .allMatch(entry -> entry.getValue().equals(joined.getOrDefault(entry.getKey(), entry.getValue())));
            if (agrees) {
                joined.putAll(required);
                members.add(clause);
            } else {
                apart.add(clause);
            }
        }
        int memory = need(joined, CountOf.TOUCHES, 1);
        members.forEach(clause -> answers.put(clause, memory));
        if (!apart.isEmpty()) {
            join(apart);
        }
    }

    private int need(SortedMap<String, Integer> required, CountOf of, int size) {
        Key key = new Key(required, of);
        int at = keys.indexOf(key);
        if (at < 0) {
            keys.add(key);
            sizes.add(size);
            return keys.size() - 1;
        }
        sizes.set(at, Math.max(sizes.get(at), size));
        return at;
    }

    /** A memory of exactly these touches, whatever it counts; -1 if there is none yet. */
    private int indexOf(SortedMap<String, Integer> required) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).required().equals(required)) {
                return i;
            }
        }
        return -1;
    }

    private SortedMap<String, Integer> required(Behaviour behaviour) {
        int bits = bits(behaviour);
        SortedMap<String, Integer> required = new TreeMap<>();
        behaviour.kinds().forEach(kind -> required.put(kind, bits));
        return required;
    }

    private int[] requiredByKind(Key key) {
        int[] required = new int[kinds.size()];
        key.required().forEach((kind, bits) -> required[kinds.code(kind)] = bits);
        return required;
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
