package io.tidebank.collect.mapping;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How personal values are written: when a part of one is hidden, what stands where there is nobody, and what a telephone
 * may hold. One definition for values one by one and for tables, so in regular expressions that Java and DuckDB read alike.
 * The next character tells the way through them, so that no text takes longer than its length.
 */
public final class PersonalForm {

    /** Signs that hide, and that people adorn and divide their names with: {@code 阿依古丽•买买提}. */
    private static final String SIGNS = "•●×";

    private static final String STARS = "*＊";
    private static final String HIDING = STARS + SIGNS;

    /**
     * Found in a text that somebody hid a part of. A star hides wherever it stands; the other signs do in a run, in up to
     * three characters ({@code 王×}) and in an e-mail address; x does in a run of three or more inside a number.
     */
    public static final String MASKED = String.join(
                    "|",
                    "[%3$s]",
                    "[%1$s]{2}",
                    "[0-9]{2}[xX]{3,}[0-9]{2}",
                    "\\A[%2$s]*(?:[\\s\\S]{0,2}[%1$s]|[\\s\\S]?[%1$s][\\s\\S]|[%1$s][\\s\\S]{2})[%2$s]*\\z",
                    "\\A[^@%1$s]*(?:[%1$s][^@]*@|@[^%1$s]*[%1$s])")
            .formatted(SIGNS, "\\s\\x0B\\p{Z}", STARS);

    private static final String BLANKS = "[\\s\\x0B\\p{Z}]*";

    /** Found in a text that names nobody: what software writes when it has no id, in letters of any case, or nothing. */
    public static final String NOBODY = Stream.of(
                    "null",
                    "undefined",
                    "none",
                    "nil",
                    "nan",
                    "unknown",
                    "anonymous",
                    "guest",
                    "[object object]",
                    "0",
                    "-1",
                    "00000000-0000-0000-0000-000000000000")
            .map(PersonalForm::inAnyCase)
            .collect(Collectors.joining("|", "\\A" + BLANKS + "(?:(?:", ")" + BLANKS + ")?\\z"));

    /** The whole of what remains of a telephone, digits and pluses, where somebody wrote one digit over and over. */
    public static final String ONE_DIGIT =
            IntStream.rangeClosed(0, 9).mapToObj("[+%d]*"::formatted).collect(Collectors.joining("|"));

    /** What may stand between digits: blanks and what is not seen, dashes, brackets, the quotes by which tables guard. */
    private static final String MARKS = "\\s\\p{Zs}\\p{Cc}\\p{Cf}\\p{Pd}\\p{Ps}\\p{Pe}+./='\"";

    /**
     * A whole telephone: maybe said to be one, digits with marks between them, an extension, a word in brackets about it.
     * A text with other letters and signs is none, nor is one with a row of signs that may hide digits.
     */
    public static final String PHONE = String.join(
                    "",
                    "(?:[%1$s]*(?i:tel|phone|mobile|电话|手机)\\.?[:：]?)?",
                    "[%1$s0-9]*(?:(?:[·_][0-9]+){1,6}[%1$s]*)?",
                    "(?:(?i:ext|x|#|转|分机)[%1$s]*[0-9]{1,6}[%1$s]*)?",
                    "(?:\\p{Ps}\\p{L}+\\p{Pe}[%1$s]*)?",
                    "(?:[;,；，][;,；，%1$s]*)?")
            .formatted(MARKS);

    /** A whole telephone in international form: a plus, then seven to fifteen digits with usual marks between. */
    public static final String INTERNATIONAL = "\\+(?:[ ().-]*[0-9]){7,15}[ ().-]*";

    private static final Pattern INTERNATIONAL_PATTERN = Pattern.compile(INTERNATIONAL);
    private static final Pattern MASKED_PATTERN = Pattern.compile(MASKED);
    private static final Pattern NOBODY_PATTERN = Pattern.compile(NOBODY);
    private static final Pattern ONE_DIGIT_PATTERN = Pattern.compile(ONE_DIGIT);
    private static final Pattern PHONE_PATTERN = Pattern.compile(PHONE);

    private PersonalForm() {}

    /** A regular expression for a word of ASCII, in which no rule of a language plays a part. */
    private static String inAnyCase(String word) {
        return word.chars()
                .mapToObj(c -> Character.isLetter(c)
                        ? "[%c%c]".formatted(c, Character.toUpperCase(c))
                        : "\\x%02x".formatted(c))
                .collect(Collectors.joining());
    }

    /** Whether a part of a value is hidden, so that it identifies nobody. */
    public static boolean isMasked(String text) {
        return mayBeMasked(text) && MASKED_PATTERN.matcher(text).find();
    }

    /** Asked first of each identifier of an event: the pattern takes many times as long. */
    private static boolean mayBeMasked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean row = isX(c) && i + 1 < text.length() && isX(text.charAt(i + 1));
            if (row || c == '*' || (c > '~' && HIDING.indexOf(c) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isX(char c) {
        return c == 'x' || c == 'X';
    }

    /** Whether a text is what software writes when it has no id. */
    public static boolean isNobody(String text) {
        return NOBODY_PATTERN.matcher(text).find();
    }

    /** Whether a text is a telephone in international form, which nothing else looks like. */
    public static boolean isInternational(String text) {
        return text.startsWith("+") && INTERNATIONAL_PATTERN.matcher(text).matches();
    }

    /** Whether digits and pluses are one digit over and over, which is nobody's telephone. */
    public static boolean isOneDigit(String digits) {
        return ONE_DIGIT_PATTERN.matcher(digits).matches();
    }

    /** Whether a text may be a telephone, however many digits it has. */
    public static boolean isPhone(String text) {
        return PHONE_PATTERN.matcher(text).matches();
    }
}
