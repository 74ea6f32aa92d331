package io.tidebank.collect.plan;

import io.tidebank.collect.format.FormatError;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.collect.mapping.MappingReader;
import io.tidebank.collect.mapping.MappingScope;
import io.tidebank.collect.proposal.MappingProposal;
import io.tidebank.collect.proposal.MappingProposal.Proposed;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodFiles;
import io.tidebank.touch.TouchKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which mapping an import goes by: the one that is named, else the preset that knows the files, else a proposal. */
public final class MappingChoice {

    /** Name of a mapping that was made up from columns and data. */
    private static final String PROPOSED = "proposed";

    private final PresetFiles presets;
    private final MappingReader reader;
    private final MappingScope scope;

    /**
     * A mapping and the text it was read from.
     *
     * @param remarks what is doubtful about it, if it is proposed
     */
    public record Chosen(Mapping mapping, String yaml, List<String> remarks) {

        Chosen(Mapping mapping, String yaml) {
            this(mapping, yaml, List.of());
        }
    }

    public MappingChoice(MethodFiles methods, TouchKinds kinds, MappingScope scope) {
        this.scope = scope;
        this.reader = new MappingReader(methods, kinds, scope);
        this.presets = new PresetFiles(methods, reader);
    }

    public PresetFiles presets() {
        return presets;
    }

    /** The mapping to import by; an error that says what to do if nothing is named and nothing known. */
    public Chosen forImport(@Nullable String preset, @Nullable Path own, List<SourceFile> files) {
        return named(preset, own).or(() -> recognised(files)).orElseThrow(() -> unknown(files.getFirst()));
    }

    private TidebankException unknown(SourceFile file) {
        List<String> sentences = new ArrayList<>();
        sentences.add("No preset knows the columns of %s: %s".formatted(file.name(), FileBinder.shown(file.header())));
        presets.nearly(file).ifPresent(sentences::add);
        sentences.add("Look at a preview, which proposes a mapping (--preview --save FILE), or name a preset: %s"
                .formatted(String.join(", ", presets.names())));
        return new TidebankException(MappingError.MAPPING_UNKNOWN, String.join(". ", sentences));
    }

    /** The mapping to look through; a proposal if nothing is named and nothing known. */
    public Chosen forPreview(@Nullable String preset, @Nullable Path own, List<SourceFile> files) {
        return named(preset, own).or(() -> recognised(files)).orElseGet(() -> {
            SourceFile file = files.getFirst();
            Proposed proposed = MappingProposal.of(file, scope);
            String yaml = presets.nearly(file).map("# %s.\n"::formatted).orElse("") + proposed.yaml();
            return new Chosen(reader.read(PROPOSED, yaml), yaml, proposed.remarks());
        });
    }

    /** A mapping kept with an import. */
    public Chosen kept(String name, String yaml) {
        return new Chosen(reader.read(name, yaml), yaml);
    }

    /** A mapping file of one's own. */
    public Chosen file(Path path) {
        try {
            String yaml = Files.readString(path);
            return new Chosen(reader.read(String.valueOf(path.getFileName()), yaml), yaml);
        } catch (IOException e) {
            throw new TidebankException(FormatError.FILE_NOT_FOUND, "The mapping %s cannot be read".formatted(path), e);
        }
    }

    /** The mapping that is named, read; empty if none is. */
    public Optional<Chosen> named(@Nullable String preset, @Nullable Path own) {
        if (own != null) {
            return Optional.of(file(own));
        }
        return preset == null ? Optional.empty() : Optional.of(new Chosen(presets.read(preset), presets.text(preset)));
    }

    private Optional<Chosen> recognised(List<SourceFile> files) {
        return presets.recognise(files).map(mapping -> new Chosen(mapping, presets.text(mapping.name())));
    }
}
