package io.tidebank.collect.mapping;

import com.networknt.schema.Error;

/** A fault that the JSON schema found, in the words of a mapping file. */
final class SchemaFault {

    private SchemaFault() {}

    /** The field's place, such as {@code inputs[0].touches[1].kind}. */
    static String field(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return pointer.replaceFirst("^/", "").replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    static String text(Error error) {
        String message = error.getMessage();
        return message.isEmpty() ? message : Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}
