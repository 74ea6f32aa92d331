package io.tidebank.collect.format;

import java.util.ArrayList;
import java.util.List;

/** Cuts a short delimited text into records and columns; for looking at the head of a file. */
final class Records {

    private final String text;
    private final char delimiter;
    private int at;

    private Records(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** At most so many records; blank lines are none. */
    static List<List<String>> parse(String text, char delimiter, int most) {
        Records reader = new Records(text, delimiter);
        List<List<String>> records = new ArrayList<>();
        while (records.size() < most && reader.at < text.length()) {
            List<String> record = reader.record();
            if (record.size() > 1 || !record.getFirst().isEmpty()) {
                records.add(record);
            }
        }
        return records;
    }

    private List<String> record() {
        List<String> columns = new ArrayList<>();
        columns.add(column());
        while (at < text.length() && text.charAt(at) == delimiter) {
            at++;
            columns.add(column());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return columns;
    }

    private String column() {
        if (at < text.length() && text.charAt(at) == Dialect.QUOTE) {
            return quoted() + plain();
        }
        return plain();
    }

    private String quoted() {
        StringBuilder column = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != Dialect.QUOTE) {
                column.append(c);
            } else if (at < text.length() && text.charAt(at) == Dialect.QUOTE) {
                column.append(c);
                at++;
            } else {
                break;
            }
        }
        return column.toString();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !ends(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean ends(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }
}
