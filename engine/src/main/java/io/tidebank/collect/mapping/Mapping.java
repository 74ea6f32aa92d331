package io.tidebank.collect.mapping;

import java.util.List;

/**
 * How the rows of some files become touches, or costs.
 *
 * @param name the preset's or file's name
 * @param title what it is for, in a few words
 * @param source the source that its touches or costs carry
 * @param inputs the files it reads
 */
public record Mapping(String name, String title, String source, List<MappingInput> inputs) {

    public Mapping {
        inputs = List.copyOf(inputs);
    }

    /** Whether it gives costs, and so no touches. */
    public boolean isOfCosts() {
        return inputs.stream().anyMatch(input -> input.cost() != null);
    }

    /** The input of this name; the reader has made sure that it is there. */
    public MappingInput input(String name) {
        return inputs.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No input '%s'".formatted(name)));
    }
}
