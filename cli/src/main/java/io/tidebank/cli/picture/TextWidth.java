package io.tidebank.cli.picture;

/** How many terminal cells a text takes: two for Chinese and other wide characters, none for marks. */
final class TextWidth {

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::cells).sum();
    }

    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** The text itself, or as much of it as fits before an ellipsis. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int character : text.codePoints().toArray()) {
            used += cells(character);
            if (used > width - 1) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }

    private static int cells(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** East Asian Wide and Fullwidth of Unicode Standard Annex 11, by block. */
    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115F
                        || between(character, 0x2E80, 0x303E)
                        || between(character, 0x3041, 0xA4CF)
                        || between(character, 0xA960, 0xA97C)
                        || between(character, 0xAC00, 0xD7A3)
                        || between(character, 0xF900, 0xFAFF)
                        || between(character, 0xFE30, 0xFE6F)
                        || between(character, 0xFF00, 0xFF60)
                        || between(character, 0xFFE0, 0xFFE6)
                        || between(character, 0x1F300, 0x1F64F)
                        || between(character, 0x1F900, 0x1F9FF)
                        || between(character, 0x20000, 0x3FFFD));
    }

    private static boolean between(int character, int low, int high) {
        return character >= low && character <= high;
    }
}
