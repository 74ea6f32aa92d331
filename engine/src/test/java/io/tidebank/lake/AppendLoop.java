package io.tidebank.lake;

import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.util.List;

/** A program that appends imports one after the other, says so after each, and does not end by itself. */
final class AppendLoop {

    static final int ROWS = 300;
    static final int COMPACT_EVERY = 5;

    private AppendLoop() {}

    public static void main(String[] arguments) throws Exception {
        try (LakeFixture fixture = new LakeFixture(Path.of(arguments[0]))) {
            for (int i = imports(fixture).size(); ; i++) {
                fixture.append(importId(i), LakeFixture.touches(importId(i), ROWS, 3));
                System.out.println(i);
                if (i % COMPACT_EVERY == COMPACT_EVERY - 1) {
                    fixture.touches.compact(Progress.NONE);
                }
            }
        }
    }

    static String importId(int i) {
        return "import-%05d".formatted(i);
    }

    /** Imports in the table with the number of their rows. */
    static List<List<String>> imports(LakeFixture fixture) {
        String scan = fixture.touches.scan(
                fixture.touches.files(fixture.touches.snapshot()), List.of("import_id", "touch_id"));
        return fixture.query("SELECT import_id, count(DISTINCT touch_id), count(*) FROM (" + scan
                + ") GROUP BY import_id ORDER BY import_id");
    }
}
