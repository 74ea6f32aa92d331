package io.tidebank.lake.iceberg;

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
        return file.newStream();
    }

    @Override
    public boolean exists() {
        return file.exists();
    }
}
