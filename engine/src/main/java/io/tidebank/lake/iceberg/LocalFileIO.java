package io.tidebank.lake.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Iceberg's door to the local disk, without Hadoop. */
public final class LocalFileIO implements FileIO {

    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String location) {
        return new LocatedInput(
                location,
                org.apache.iceberg.Files.localInput(LakePaths.path(location).toFile()));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new DurableOutput(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(LakePaths.path(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
