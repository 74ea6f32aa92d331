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

    /** The named encoding if there is one, else by byte order mark, else UTF-8 if it is, else what GB18030 must prove. */
    static TextEncoding of(ContentPass content, @Nullable String named) {
        byte[] head = content.head();
        for (Magic magic : new Magic[] {Magic.UTF_8_MARK, Magic.UTF_16_LITTLE_MARK, Magic.UTF_16_BIG_MARK}) {
            if (magic.starts(head)) {
                return new TextEncoding(charset(magic), magic.length());
            }
        }
        if (named != null) {
            return new TextEncoding(charset(named), 0);
        }
        boolean utf8 = content.notUtf8At() < 0 || content.mostlyUtf8();
        return new TextEncoding(utf8 ? StandardCharsets.UTF_8 : Charset.forName("GB18030"), 0);
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

    private static Charset charset(String name) {
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
