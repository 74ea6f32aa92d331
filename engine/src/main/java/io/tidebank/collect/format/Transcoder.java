package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a text in another encoding as UTF-8; a byte that does not belong to the encoding ends it with an error. */
final class Transcoder {

    private Transcoder() {}

    static void toUtf8(Path file, String name, Compression compression, TextEncoding encoding, Path target) {
        try (InputStream packed = Files.newInputStream(file);
                InputStream content = compression.unpack(packed)) {
            content.skipNBytes(encoding.mark());
            Reader reader = new BufferedReader(
                    new InputStreamReader(
                            content,
                            encoding.charset()
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    1 << 16);
            try (Writer writer = Files.newBufferedWriter(target)) {
                reader.transferTo(writer);
            }
        } catch (CharacterCodingException e) {
            throw new TidebankException(
                    FormatError.ENCODING_UNKNOWN,
                    "%s holds bytes that are no %s: name its encoding (--encoding; `encoding` in a feed's file), such as windows-1252"
                            .formatted(name, encoding.charset().name()),
                    e);
        } catch (IOException e) {
            throw Scratch.broken(target, e);
        }
    }
}
