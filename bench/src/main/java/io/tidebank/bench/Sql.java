package io.tidebank.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The hand-written SQL that the engine is held against. */
final class Sql {

    private Sql() {}

    /** A statement with its places filled in. */
    static String read(String name, Map<String, String> places) {
        try (InputStream text = Objects.requireNonNull(Sql.class.getResourceAsStream(name + ".sql"), name)) {
            String sql = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> place : places.entrySet()) {
                sql = sql.replace("${" + place.getKey() + "}", place.getValue());
            }
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
