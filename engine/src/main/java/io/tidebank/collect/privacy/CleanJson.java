package io.tidebank.collect.privacy;

import io.tidebank.collect.privacy.PersonalFields.Verdict;
import io.tidebank.collect.protocol.JsonText;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON and leaves out, on the way, what is personal: one walk over what the sender wrote. */
public final class CleanJson {

    private static final String HEX = "0123456789abcdef";

    private final PersonalFields fields;
    private final PersonalText texts;

    public CleanJson(PersonalFields fields) {
        this.fields = fields;
        this.texts = new PersonalText(fields);
    }

    /** Whom an object speaks of: a person's name is left out, a product's is not. */
    public enum Subject {
        PERSON,
        THING
    }

    /** A text without what can be told for personal in it. */
    public String text(String text) {
        return texts.cleaned(text);
    }

    /**
     * Writes the members of an object, without its braces.
     *
     * @param json ends with an opening brace or a member
     * @param without names of members that are left out
     */
    public void members(StringBuilder json, ObjectNode object, Subject subject, Set<String> without) {
        boolean first = json.charAt(json.length() - 1) == '{';
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            Verdict verdict = fields.of(name);
            if (isDropped(verdict, subject) || member.getValue().isNull() || without.contains(name)) {
                continue;
            }
            if (!first) {
                json.append(',');
            }
            first = false;
            quote(json, texts.cleaned(name));
            json.append(':');
            value(json, member.getValue(), verdict == Verdict.KEEP_PERSON ? Subject.PERSON : subject);
        }
    }

    private static boolean isDropped(Verdict verdict, Subject subject) {
        return switch (verdict) {
            case DROP -> true;
            case KEEP_THING, KEEP_NUMBER -> subject == Subject.PERSON;
            case KEEP, KEEP_PERSON -> false;
        };
    }

    /** Whether members of this name are left out wherever they stand. */
    public boolean leavesOut(String name) {
        return fields.of(name) == Verdict.DROP;
    }

    private void value(StringBuilder json, JsonNode value, Subject subject) {
        switch (value.getNodeType()) {
            case STRING -> quote(json, texts.cleaned(value.stringValue()));
            case OBJECT -> {
                json.append('{');
                members(json, (ObjectNode) value, subject, Set.of());
                json.append('}');
            }
            case ARRAY -> {
                json.append('[');
                boolean first = true;
                for (JsonNode element : value) {
                    if (!first) {
                        json.append(',');
                    }
                    first = false;
                    value(json, element, subject);
                }
                json.append(']');
            }
            case NUMBER, BOOLEAN -> json.append(value.asString());
            case NULL, MISSING, BINARY, POJO -> json.append("null");
        }
    }

    /** Writes a string. */
    public static void quote(StringBuilder json, String text) {
        if (isPlain(text)) {
            json.append('"').append(text).append('"');
        } else {
            escape(json, JsonText.whole(text));
        }
    }

    /** Whether a text stands in JSON as it is, and in every store: most do, and one look tells. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void escape(StringBuilder json, String whole) {
        json.append('"');
        int copied = 0;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            json.append(whole, copied, i);
            copied = i + 1;
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        json.append(whole, copied, whole.length()).append('"');
    }
}
