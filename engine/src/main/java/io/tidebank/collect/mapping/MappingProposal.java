package io.tidebank.collect.mapping;

import io.tidebank.collect.format.SourceFile;

/** Proposes a mapping for a file that nobody knows, from its columns and first rows. */
public final class MappingProposal {

    private MappingProposal() {}

    /** The mapping as YAML, to be read, corrected and kept. */
    public static String of(SourceFile file, MappingScope scope) {
        return file.name() + scope.zone();
    }
}
