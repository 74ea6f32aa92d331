package io.tidebank.collect.mapping;

import java.util.regex.Pattern;

/**
 * How personal values are written: what hides a part of them, and what a telephone may hold. One definition for values one
 * by one and for tables, so in regular expressions that Java and DuckDB read alike.
 */
public final class PersonalForm {

    /** Inside the brackets of a class of characters: what stands for a character that somebody hid. */
    public static final String MASKS = "*＊•●×";

    /** A text that somebody hid a part of: by such a sign, or by a run of x between digits. */
    public static final String HIDDEN = "[" + MASKS + "]|[0-9][xX]{2,}[0-9]";

    /** What may stand between digits: blanks and what is not seen, dashes, brackets, the quotes by which tables guard. */
    private static final String MARKS = "\\s\\p{Zs}\\p{Cc}\\p{Cf}\\p{Pd}\\p{Ps}\\p{Pe}+./='\"";

    /** A whole telephone, with an extension or none; a text with other letters and signs is none. */
    public static final String PHONE = "[%1$s0-9]*(?:[eE][xX][tT][%1$s]*[0-9]{1,6}[%1$s]*)?".formatted(MARKS);

    private static final Pattern PHONE_PATTERN = Pattern.compile(PHONE);

    private PersonalForm() {}

    /** Whether a part of a value is hidden, so that it identifies nobody. */
    public static boolean isMasked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (MASKS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text may be a telephone, however many digits it has. */
    public static boolean isPhone(String text) {
        return PHONE_PATTERN.matcher(text).matches();
    }
}
