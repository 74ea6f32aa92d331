package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text file.
 *
 * @param charset how bytes are read as characters
 * @param mark how many bytes of byte order mark come first
 */
record TextEncoding(Charset charset, int mark) {

    /**
     * By byte order mark, else the named encoding if there is one, else UTF-8 or GB18030 if the text is. Other encodings
     * cannot be told apart: whoever reads in the wrong one gets wrong names without a word.
     *
     * @param name what people call the file
     */
    static TextEncoding of(ContentPass content, String name, @Nullable String named) {
        byte[] head = content.head();
        for (Magic magic : new Magic[] {Magic.UTF_8_MARK, Magic.UTF_16_LITTLE_MARK, Magic.UTF_16_BIG_MARK}) {
            if (magic.starts(head)) {
                return new TextEncoding(charset(magic), magic.length());
            }
        }
        if (named != null) {
            return new TextEncoding(charset(named), 0);
        }
        if (content.notUtf8At() < 0 || content.mostlyUtf8()) {
            return new TextEncoding(StandardCharsets.UTF_8, 0);
        }
        if (content.chinese()) {
            return new TextEncoding(Charset.forName("GB18030"), 0);
        }
        throw new TidebankException(
                FormatError.ENCODING_UNKNOWN,
                ("%s is neither UTF-8 (see its byte %,d) nor Chinese text in GB18030. Name its encoding (--encoding;"
                                + " `encoding` in a feed's file): windows-1252 for most files of Western Europe; utf-8 if single"
                                + " characters are broken, whose rows are then put aside")
                        .formatted(name, content.notUtf8At()));
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    private static Charset charset(Magic mark) {
        return switch (mark) {
            case UTF_16_LITTLE_MARK -> StandardCharsets.UTF_16LE;
            case UTF_16_BIG_MARK -> StandardCharsets.UTF_16BE;
            case UTF_8_MARK, GZIP, ZSTD, ZIP, PARQUET, OLE2 -> StandardCharsets.UTF_8;
        };
    }

    /** The encoding of a name; ENCODING_UNKNOWN if there is none. */
    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new TidebankException(
                    FormatError.ENCODING_UNKNOWN,
                    "No encoding '%s'; known are utf-8, gb18030, gbk, big5, shift_jis, windows-1252 and others"
                            .formatted(name),
                    e);
        }
    }
}
