package io.tidebank.collect.plan.cell;

import static io.tidebank.sql.DuckDb.literal;

import io.tidebank.collect.mapping.PersonalForm;
import io.tidebank.collect.mapping.PersonalKind;

/**
 * Normalises personal values and hashes them: HMAC-SHA-256 by its definition, with the two padded keys in variables of
 * the connection, so that no key is ever part of a statement. {@code PersonalHash} does the same value by value; a test
 * holds the two together.
 */
public final class PersonalSql {

    /** Variable with the key, padded with 0x36. */
    public static final String INNER_KEY = "tidebank_inner_key";

    /** Variable with the key, padded with 0x5c. */
    public static final String OUTER_KEY = "tidebank_outer_key";

    /** Inside the brackets of a class of characters: the blanks, also the wide one. */
    private static final String BLANKS = "\\s\\x{3000}";

    private PersonalSql() {}

    /** The hash in hex; NULL for what is masked or no such value. */
    public static String hash(String text, PersonalKind kind, String callingCode) {
        String normal = switch (kind) {
            case PHONE -> phone(text, callingCode);
            case EMAIL -> email(text);
            case NAME, ADDRESS ->
                "CASE WHEN NOT %3$s THEN nullif(lower(regexp_replace(%1$s, '[%2$s]+', '', 'g')), '') END"
                        .formatted(text, BLANKS, masked(text));
        };
        return "sha256(getvariable('%s')::BLOB || unhex(sha256(getvariable('%s')::BLOB || encode(%s))))"
                .formatted(OUTER_KEY, INNER_KEY, normal);
    }

    /** The hash of an identifier that is a whole e-mail address; NULL for any other. */
    public static String hashOfEmail(String identifier) {
        return "CASE WHEN %s THEN %s END".formatted(isEmail(identifier), hash(identifier, PersonalKind.EMAIL, ""));
    }

    /** The hash of an identifier that is a telephone in international form; NULL for any other. */
    public static String hashOfPhone(String identifier) {
        return "CASE WHEN %s THEN %s END"
                .formatted(isInternational(identifier), hash(identifier, PersonalKind.PHONE, ""));
    }

    /** The identifier itself if it names somebody and is no e-mail address and no telephone, else NULL. */
    public static String plain(String identifier) {
        return "CASE WHEN NOT (%s OR %s) THEN %s END"
                .formatted(isEmail(identifier), isInternational(identifier), identifying(identifier));
    }

    /** The same of a text that says its type before a colon: {@code user:17}; what is personal becomes its hash. */
    public static String typed(String text) {
        String value = "substr(%1$s, strpos(%1$s, ':') + 1)".formatted(text);
        return "CASE WHEN contains(split_part(%1$s, ':', 1), '#') THEN %2$s WHEN %3$s THEN 'email#:' || %4$s WHEN %5$s THEN 'phone#:' || %6$s ELSE %2$s END"
                .formatted(
                        text,
                        identifying(text, value),
                        isEmail(value),
                        hash(value, PersonalKind.EMAIL, ""),
                        isInternational(value),
                        hash(value, PersonalKind.PHONE, ""));
    }

    private static String isEmail(String text) {
        return "(strpos(%s, '@') > 1 AND %s IS NOT NULL)".formatted(text, email(text));
    }

    private static String isInternational(String text) {
        return "(starts_with(%1$s, '+') AND regexp_full_match(%1$s, %2$s))"
                .formatted(text, literal(PersonalForm.INTERNATIONAL));
    }

    private static String email(String text) {
        return "CASE WHEN NOT %3$s THEN lower(nullif(regexp_extract(%1$s, '^[%2$s]*([^%2$s@]+@[^%2$s@]+\\.[^%2$s@]+)[%2$s]*$', 1), '')) END"
                .formatted(text, BLANKS, masked(text));
    }

    /** Whether a part of a text is hidden, so that it identifies nobody. */
    public static String masked(String text) {
        return "regexp_matches(%s, %s)".formatted(text, literal(PersonalForm.MASKED));
    }

    /** The text if it names somebody, else NULL: none of it is hidden, and it is not what stands where there is nobody. */
    public static String identifying(String text) {
        return identifying(text, text);
    }

    private static String identifying(String text, String value) {
        return "CASE WHEN NOT regexp_matches(%s, %s) THEN %s END"
                .formatted(value, literal(PersonalForm.MASKED + "|" + PersonalForm.NOBODY), text);
    }

    /** The text if a part of it is hidden, else NULL. */
    public static String hidden(String text) {
        return "CASE WHEN %2$s THEN %1$s END".formatted(text, masked(text));
    }

    /** International form: a plus and digits, at least seven of them. */
    private static String phone(String text, String callingCode) {
        String digits = "regexp_replace(%s, '[^0-9+]', '', 'g')".formatted(text);
        String national =
                callingCode.isEmpty() ? digits : "'+' || %s || ltrim(%s, '0')".formatted(literal(callingCode), digits);
        return """
                CASE WHEN NOT regexp_full_match(%1$s, %5$s) OR length(%2$s) < 7 \
                OR regexp_full_match(%2$s, %6$s) THEN NULL \
                WHEN starts_with(%2$s, '+') THEN %2$s \
                WHEN starts_with(%2$s, '00') THEN '+' || %2$s[3:] \
                WHEN %4$s THEN '+' || %2$s \
                ELSE %3$s END""".formatted(
                        text,
                        digits,
                        national,
                        callingCode.isEmpty()
                                ? "false"
                                : "starts_with(%s, %s) AND length(%s) >= %d"
                                        .formatted(digits, literal(callingCode), digits, callingCode.length() + 10),
                        literal(PersonalForm.PHONE),
                        literal(PersonalForm.ONE_DIGIT));
    }
}
