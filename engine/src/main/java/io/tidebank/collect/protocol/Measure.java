package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Blanks out of a body what is beyond measure, so that the rest of it can be read, each value where it stood: what is nested
 * too deep, numbers and names that are too long, numbers with an exponent that nothing can work with. It takes time and
 * memory as the body's length does, however deep it is.
 */
final class Measure {

    /** A name or number longer than this is no name and no number. */
    static final int LONGEST_NAME = 1000;

    static final int LONGEST_NUMBER = 100;

    /** Levels down to which it is held against the grammar; each takes memory. */
    private static final int MOST_CHECKED = 10_000;

    private final int depth;
    private final ExactJson json;
    private byte[] bytes = {};
    private int levels;
    private int deepFrom;

    /** @param json reads within the same measure */
    Measure(Limits limits, ExactJson json) {
        this.depth = limits.depth();
        this.json = json;
    }

    /** A copy with blanks for what is beyond measure. Throws what a body that is not JSON does. */
    byte[] blanked(byte[] body, int start) {
        check(body, start);
        bytes = body.clone();
        int at = start;
        while (at < bytes.length) {
            at = switch (bytes[at]) {
                case '"' -> text(at);
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
                case '{', '[' -> opened(at);
                case '}', ']' -> closed(at);
                default -> at + 1;
            };
        }
        return bytes;
    }

    /** What is nested deeper than anybody would is taken for JSON as far as its brackets go. */
    private static void check(byte[] body, int start) {
        // One of its own: a factory remembers names, and these may be of any length.
        JsonFactory any = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_CHECKED)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .build();
        try (JsonParser parser = any.createParser(ObjectReadContext.empty(), body, start, body.length - start)) {
            while (parser.nextToken() != null) {
                // A parser that goes on has found nothing wrong.
            }
        } catch (StreamConstraintsException e) {
            return;
        }
    }

    private int text(int from) {
        int end = from + 1;
        while (end < bytes.length && bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, bytes.length);
        if (end - from > LONGEST_NAME && isWithin() && isName(end) && isBeyond("{", from, end, ":0}")) {
            blank(from, end, "\"\"");
        }
        return end;
    }

    private boolean isName(int end) {
        int at = end;
        while (at < bytes.length && RequestReader.isBlank(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == ':';
    }

    private int number(int from) {
        int end = from + 1;
        boolean exponent = false;
        while (end < bytes.length && isOfNumber(bytes[end])) {
            exponent |= bytes[end] == 'e' || bytes[end] == 'E';
            end++;
        }
        if ((exponent || end - from > LONGEST_NUMBER) && isWithin() && isBeyond("[", from, end, "]")) {
            blank(from, end, "null");
        }
        return end;
    }

    private static boolean isOfNumber(byte c) {
        return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    }

    private int opened(int at) {
        if (++levels == depth + 1) {
            deepFrom = at;
        }
        return at + 1;
    }

    private int closed(int at) {
        if (levels-- == depth + 1) {
            blank(deepFrom, at + 1, "0");
        }
        return at + 1;
    }

    /** Whether it is not inside what is blanked out as a whole. */
    private boolean isWithin() {
        return levels <= depth;
    }

    /** The reader itself says what it does not read. */
    private boolean isBeyond(String before, int from, int to, String behind) {
        ByteArrayOutputStream alone = new ByteArrayOutputStream(to - from + 4);
        alone.writeBytes(before.getBytes(US_ASCII));
        alone.write(bytes, from, to - from);
        alone.writeBytes(behind.getBytes(US_ASCII));
        try {
            json.tree(alone.toByteArray());
            return false;
        } catch (StreamConstraintsException e) {
            return true;
        } catch (JacksonException e) {
            // No JSON at all: whoever reads the whole will say so.
            return false;
        }
    }

    private void blank(int from, int to, String by) {
        Arrays.fill(bytes, from, to, (byte) ' ');
        System.arraycopy(by.getBytes(US_ASCII), 0, bytes, from, by.length());
    }
}
