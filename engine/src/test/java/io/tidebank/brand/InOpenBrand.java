package io.tidebank.brand;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one brand in Shanghai's zone, opened for each of them. */
abstract class InOpenBrand {

    @TempDir
    Path folder;

    private Tidebank tidebank;
    Brand brand;

    @BeforeEach
    void open() {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        tidebank = Tidebank.open(home.path);
        brand = tidebank.brand(null);
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    /** What a question is answered, a text for each row. */
    List<String> rows(String sql) {
        return brand.sql(sql).rows().stream()
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .toList();
    }
}
