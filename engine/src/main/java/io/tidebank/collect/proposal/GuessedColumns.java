package io.tidebank.collect.proposal;

import io.tidebank.collect.proposal.ColumnGuess.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A file's columns and what each seems to be. */
final class GuessedColumns {

    private final List<String> names;
    private final Map<Integer, ColumnGuess> guesses;

    /** @param guesses by the column's place, to be changed here */
    GuessedColumns(List<String> names, Map<Integer, ColumnGuess> guesses) {
        this.names = names;
        this.guesses = guesses;
    }

    ColumnGuess guess(int column) {
        return guesses.getOrDefault(column, ColumnGuess.NOTHING);
    }

    void replace(int column, ColumnGuess guess) {
        guesses.put(column, guess);
    }

    /** Places of the columns that are for something, in their order. */
    Stream<Integer> ofRole(Role role) {
        return guesses.entrySet().stream()
                .filter(it -> it.getValue().role() == role)
                .map(Map.Entry::getKey)
                .sorted();
    }

    Optional<Integer> first(Role role) {
        return ofRole(role).findFirst();
    }

    /** The first of those columns, by its name as YAML. */
    Optional<String> name(Role role) {
        return first(role).map(i -> MappingProposal.quoted(names.get(i)));
    }

    /** The column of users that says that it holds ids, else the first that may. */
    Optional<Integer> user() {
        return ofRole(Role.USER)
                .filter(i -> ColumnGuess.isNamedId(names.get(i)))
                .findFirst()
                .or(() -> first(Role.USER));
    }

    /** Names of the columns that nobody recognised. */
    List<String> kept() {
        return ofRole(Role.OTHER).map(names::get).toList();
    }
}
