package io.tidebank.collect.naming;

/** A text as one part of a touchpoint's path: letters and digits in lower case, dashes between, as mappings slug it. */
public final class Slug {

    private static final int LONGEST = 100;

    private Slug() {}

    /** The part; empty if the text has no letter and no digit, or may be somebody's e-mail address. */
    public static String of(String text) {
        if (text.indexOf('@') >= 0) {
            return "";
        }
        StringBuilder slug = new StringBuilder(Math.min(text.length(), LONGEST));
        boolean gap = false;
        for (int i = 0; i < text.length() && slug.length() < LONGEST; ) {
            int letter = Character.toLowerCase(text.codePointAt(i));
            i += Character.charCount(letter);
            if (!Character.isLetterOrDigit(letter)) {
                gap = true;
                continue;
            }
            if (gap && !slug.isEmpty()) {
                slug.append('-');
            }
            gap = false;
            slug.appendCodePoint(letter);
        }
        return slug.toString();
    }

    /** Parts with dots between, each as a slug; empty parts are left out. */
    public static String path(String... parts) {
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            String slug = of(part);
            if (!slug.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(slug);
            }
        }
        return path.toString();
    }
}
