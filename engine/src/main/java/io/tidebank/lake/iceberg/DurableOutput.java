package io.tidebank.lake.iceberg;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A metadata file that is on the disk once it is closed, so that a commit never names what a power cut takes away. */
record DurableOutput(String location) implements OutputFile {

    @Override
    public PositionOutputStream create() {
        return open(StandardOpenOption.CREATE_NEW);
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public InputFile toInputFile() {
        return new LocatedInput(
                location,
                org.apache.iceberg.Files.localInput(LakePaths.path(location).toFile()));
    }

    private PositionOutputStream open(StandardOpenOption... mode) {
        Path path = LakePaths.path(location);
        try {
            DiskSync.makeFolder(DiskSync.folder(path));
            StandardOpenOption[] options = Arrays.copyOf(mode, mode.length + 1);
            options[mode.length] = StandardOpenOption.WRITE;
            return new DurableStream(path, FileChannel.open(path, options));
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(e, "File already exists: %s", location);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class DurableStream extends PositionOutputStream {

        private final Path path;
        private final FileChannel channel;
        private final OutputStream buffer;
        private long position;

        DurableStream(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
            this.buffer = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            buffer.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            buffer.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffer.flush();
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                try (channel) {
                    buffer.flush();
                    channel.force(true);
                }
                DiskSync.folderOf(path);
            }
        }
    }
}
