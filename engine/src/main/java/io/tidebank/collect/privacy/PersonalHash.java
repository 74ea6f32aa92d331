package io.tidebank.collect.privacy;

import io.tidebank.collect.mapping.PersonalForm;
import io.tidebank.collect.mapping.PersonalKind;
import io.tidebank.touch.Identifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Normalises personal values and hashes them with the brand's key, value by value what {@code PersonalSql} does over
 * tables: a phone that was imported and a phone that an app sends are one identifier. A test holds the two together.
 */
public final class PersonalHash {

    private static final String HMAC = "HmacSHA256";
    private static final String EMAIL_TYPE = "email#";
    private static final String PHONE_TYPE = "phone#";
    private static final int LEAST_DIGITS = 7;
    /** A number that begins with its own calling code is longer than that by at least this. */
    private static final int NATIONAL_DIGITS = 10;

    private final SecretKeySpec key;
    private final String callingCode;

    /** @param callingCode of telephones that are written without one; empty to leave them as they are */
    public PersonalHash(BrandKeys keys, String callingCode) {
        this.key = new SecretKeySpec(keys.identifierKey(), HMAC);
        this.callingCode = callingCode;
    }

    /** The hash of a message id in which somebody's address may stand; it is nobody's identifier. */
    public String ofMessageId(String id) {
        return hex("message id " + id);
    }

    /** The hash in hex; null for what is masked or no such value. */
    public @Nullable String of(String text, PersonalKind kind) {
        String normal = switch (kind) {
            case PHONE -> phone(text, callingCode);
            case EMAIL -> email(text);
            case NAME, ADDRESS -> words(text);
        };
        return normal == null ? null : hex(normal);
    }

    /**
     * The identifier that is kept of a person whom somebody names by an e-mail address or a telephone: as {@code
     * email:value}, {@code phone:value} or the bare value; empty if it is neither.
     */
    public Optional<Identifier> identifier(String text) {
        int colon = text.indexOf(':');
        String type = colon < 0 ? "" : text.substring(0, colon);
        String value = text.substring(colon + 1);
        PersonalKind kind = switch (type) {
            case "email", EMAIL_TYPE -> PersonalKind.EMAIL;
            case "phone", PHONE_TYPE -> PersonalKind.PHONE;
            case "" -> PersonalForm.isInternational(value) ? PersonalKind.PHONE : PersonalKind.EMAIL;
            default -> null;
        };
        String hashed = kind == null ? null : of(value, kind);
        return Optional.ofNullable(hashed)
                .map(hash -> new Identifier(kind == PersonalKind.PHONE ? PHONE_TYPE : EMAIL_TYPE, hash));
    }

    private String hex(String normal) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }

    /** Whether a text has the form of one whole e-mail address. */
    public static boolean isEmail(String text) {
        return text.indexOf('@') > 0 && email(text) != null;
    }

    /** Something, one at sign, something with a dot inside; blanks around it do not count. */
    private static @Nullable String email(String text) {
        String bare = withoutBlanks(text);
        int at = bare.indexOf('@');
        if (at <= 0 || at != bare.lastIndexOf('@')) {
            return null;
        }
        int dot = bare.lastIndexOf('.', bare.length() - 2);
        if (dot < at + 2) {
            return null;
        }
        for (int i = 0; i < bare.length(); i++) {
            if (isBlank(bare.charAt(i))) {
                return null;
            }
        }
        return PersonalForm.isMasked(bare) ? null : lower(bare);
    }

    /** International form: a plus and digits, at least seven of them. */
    private static @Nullable String phone(String text, String callingCode) {
        if (!PersonalForm.isPhone(text)) {
            return null;
        }
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+' || (c >= '0' && c <= '9')) {
                digits.append(c);
            }
        }
        return digits.length() < LEAST_DIGITS || PersonalForm.isOneDigit(digits.toString())
                ? null
                : international(digits.toString(), callingCode);
    }

    private static String international(String digits, String callingCode) {
        if (digits.startsWith("+")) {
            return digits;
        }
        if (digits.startsWith("00")) {
            return "+" + digits.substring(2);
        }
        if (callingCode.isEmpty()) {
            return digits;
        }
        if (digits.startsWith(callingCode) && digits.length() >= callingCode.length() + NATIONAL_DIGITS) {
            return "+" + digits;
        }
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return "+" + callingCode + digits.substring(start);
    }

    private static @Nullable String words(String text) {
        if (PersonalForm.isMasked(text)) {
            return null;
        }
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                bare.append(text.charAt(i));
            }
        }
        return bare.isEmpty() ? null : lower(bare.toString());
    }

    private static String withoutBlanks(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\u3000';
    }

    /** Letter by letter, as databases do it: no rule of a language, no context. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }
}
