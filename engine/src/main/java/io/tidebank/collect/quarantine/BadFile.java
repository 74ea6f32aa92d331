package io.tidebank.collect.quarantine;

import java.util.List;

/**
 * What has to be known about a file in order to read its bad rows once more.
 *
 * @param file its name
 * @param hash hash of its content
 * @param input which of the mapping's files it is
 * @param json whether its rows are kept as JSON objects; else they are delimited texts
 * @param delimiter the character between columns
 * @param names names of its columns
 */
public record BadFile(String file, String hash, String input, boolean json, char delimiter, List<String> names) {

    public BadFile {
        names = List.copyOf(names);
    }
}
