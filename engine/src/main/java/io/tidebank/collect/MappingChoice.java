package io.tidebank.collect;

import io.tidebank.collect.format.FormatError;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.collect.mapping.MappingProposal;
import io.tidebank.collect.mapping.MappingReader;
import io.tidebank.collect.mapping.MappingScope;
import io.tidebank.collect.mapping.PresetFiles;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which mapping an import goes by: the one that is named, else the preset that knows the files, else a proposal. */
final class MappingChoice {

    private final PresetFiles presets;
    private final MappingReader reader;
    private final MappingScope scope;

    /** A mapping and the text it was read from. */
    record Chosen(Mapping mapping, String yaml) {}

    MappingChoice(ImportContext context) {
        this.scope = new MappingScope(context.zone(), context.currency());
        this.reader = new MappingReader(context.methods(), context.kinds(), scope);
        this.presets = new PresetFiles(context.methods(), reader);
    }

    PresetFiles presets() {
        return presets;
    }

    /** The mapping to import by; an error that says what to do if nothing is named and nothing known. */
    Chosen forImport(ImportRequest request, List<SourceFile> files) {
        return named(request)
                .or(() -> recognised(files))
                .orElseThrow(() -> new TidebankException(
                        MappingError.MAPPING_UNKNOWN,
                        "No preset knows the columns of %s: %s. Look at a preview, which proposes a mapping, or name a preset: %s"
                                .formatted(
                                        files.getFirst().name(),
                                        String.join(", ", files.getFirst().header()),
                                        String.join(", ", presets.names()))));
    }

    /** The mapping to look through; a proposal if nothing is named and nothing known. */
    Chosen forPreview(ImportRequest request, List<SourceFile> files) {
        return named(request).or(() -> recognised(files)).orElseGet(() -> {
            String yaml = MappingProposal.of(files.getFirst(), scope);
            return new Chosen(reader.read("proposed", yaml), yaml);
        });
    }

    /** A mapping kept with an import. */
    Chosen kept(String name, String yaml) {
        return new Chosen(reader.read(name, yaml), yaml);
    }

    Chosen file(Path path) {
        try {
            String yaml = Files.readString(path);
            return new Chosen(reader.read(String.valueOf(path.getFileName()), yaml), yaml);
        } catch (IOException e) {
            throw new TidebankException(FormatError.FILE_NOT_FOUND, "The mapping %s cannot be read".formatted(path), e);
        }
    }

    private Optional<Chosen> named(ImportRequest request) {
        Path path = request.mapping();
        if (path != null) {
            return Optional.of(file(path));
        }
        String preset = request.preset();
        return preset == null ? Optional.empty() : Optional.of(new Chosen(presets.read(preset), presets.text(preset)));
    }

    private Optional<Chosen> recognised(List<SourceFile> files) {
        return presets.recognise(files).map(mapping -> new Chosen(mapping, presets.text(mapping.name())));
    }
}
