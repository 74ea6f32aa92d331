package io.tidebank.collect.quarantine;

import java.util.List;

/**
 * What has to be known about a file in order to read its bad rows once more.
 *
 * @param file its name
 * @param hash hash of its content
 * @param json whether its rows are JSON objects; else they are delimited texts
 * @param delimiter the character between columns
 * @param header names of its columns; empty if it has none
 */
public record BadFile(String file, String hash, boolean json, char delimiter, List<String> header) {

    public BadFile {
        header = List.copyOf(header);
    }
}
