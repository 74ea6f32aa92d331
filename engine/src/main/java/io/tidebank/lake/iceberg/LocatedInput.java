package io.tidebank.lake.iceberg;

import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A local file that answers to the location under which the table knows it. */
record LocatedInput(String location, InputFile file) implements InputFile {

    @Override
    public long getLength() {
        return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() {
        if (!file.exists()) {
            // Said so, Iceberg gives up at once; any other failure it tries again for seconds.
            throw new NotFoundException("No file %s", location);
        }
        return file.newStream();
    }

    @Override
    public boolean exists() {
        return file.exists();
    }
}
