package io.tidebank.collect.privacy;

import io.tidebank.collect.privacy.PersonalFields.Verdict;

/**
 * Takes out of free text what can be told for personal: e-mail addresses wherever they stand, and the personal
 * parameters of an address with a question mark.
 */
final class PersonalText {

    private static final String MASK = "***";

    private final PersonalFields fields;

    PersonalText(PersonalFields fields) {
        this.fields = fields;
    }

    String cleaned(String text) {
        String clean = text;
        if (clean.indexOf('=') >= 0) {
            clean = withoutParameters(clean);
        }
        if (clean.indexOf('@') >= 0) {
            clean = withoutEmails(clean, "@");
        }
        if (clean.indexOf('%') >= 0 && clean.contains("%40")) {
            clean = withoutEmails(clean, "%40");
        }
        return clean;
    }

    /** {@code ?email=...&page=2} loses the value of the first. */
    private String withoutParameters(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int at = 0;
        int equals = text.indexOf('=');
        while (equals >= 0) {
            int name = equals;
            while (name > at && isName(text.charAt(name - 1))) {
                name--;
            }
            boolean parameter = name > 0 && isBeforeParameter(text.charAt(name - 1));
            Verdict verdict = parameter && name < equals ? fields.of(text.substring(name, equals)) : Verdict.KEEP;
            int end = equals + 1;
            if (verdict == Verdict.DROP || verdict == Verdict.KEEP_THING) {
                while (end < text.length() && !isAfterParameter(text.charAt(end))) {
                    end++;
                }
                clean.append(text, at, equals + 1).append(MASK);
            } else {
                clean.append(text, at, end);
            }
            at = end;
            equals = text.indexOf('=', end);
        }
        return clean.append(text, at, text.length()).toString();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '[' || c == ']';
    }

    private static boolean isBeforeParameter(char c) {
        return c == '?' || c == '&' || c == '#' || c == ';';
    }

    private static boolean isAfterParameter(char c) {
        return c == '&' || c == '#' || c == ';' || c == ' ';
    }

    /** An at sign between letters, as far as the letters reach. */
    private static String withoutEmails(String text, String at) {
        StringBuilder clean = new StringBuilder(text.length());
        int copied = 0;
        int sign = text.indexOf(at);
        while (sign >= 0) {
            int from = sign;
            while (from > copied && isMail(text.charAt(from - 1))) {
                from--;
            }
            int to = sign + at.length();
            while (to < text.length() && isMail(text.charAt(to))) {
                to++;
            }
            if (from < sign && text.substring(sign, to).indexOf('.') > 0) {
                clean.append(text, copied, from).append(MASK);
                copied = to;
            }
            sign = text.indexOf(at, to);
        }
        return clean.append(text, copied, text.length()).toString();
    }

    private static boolean isMail(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
    }
}
