package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.RowLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people wrote into bad rows is kept for when the file comes again, but not for ever, and can be taken away. */
class RepairsTest {

    private static final String BAD =
            "day,touchpoint,campaign,amount\n2026-11-02,feed_ad.a,anna,x\n2026-11-02,feed_ad.b,bo,x\n";

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void open() {
        home = new TestHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private ImportReport load() {
        return home.run(home.file("bad.csv", BAD));
    }

    /** Rows that were repaired before, of a file that comes again. */
    private long remembered(ImportReport before) {
        home.importer().undo(before.importId());
        ImportReport again = load();
        long rows = home.importer().quarantined(again.importId(), 10).rows().stream()
                .filter(row -> String.valueOf(row.get(5)).endsWith(",5"))
                .count();
        home.importer().undo(again.importId());
        return rows;
    }

    private ImportReport repaired() {
        ImportReport report = load();
        home.importer().repair(1, "2026-11-02,feed_ad.a,anna,5");
        home.importer().repair(2, "2026-11-02,feed_ad.b,bo,5");
        return report;
    }

    @Test
    void theyAreForgottenAfterNinetyDays() throws SQLException {
        ImportReport report = repaired();
        age(89);
        assertThat(remembered(report)).isEqualTo(2);

        ImportReport again = load();
        age(2);

        assertThat(remembered(again)).isZero();
    }

    private void age(int days) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE quarantine_repair SET kept_at = kept_at - 86400 * " + days);
        }
    }

    @Test
    void thoseOfAnImportCanBeForgotten() {
        ImportReport report = repaired();

        assertThat(home.importer().forgetRepairs(report.importId())).isEqualTo(2);
        assertThat(remembered(report)).isZero();
    }

    @Test
    void thoseThatTellOfSomebodyCanBeForgottenInWhateverFile() {
        ImportReport report = repaired();
        RowLock lock = new RowLock(BrandKeys.open(folder, TestHome.BRAND).quarantineKey());

        assertThat(new Quarantine(folder, TestHome.BRAND, lock).forgetRepairs(text -> text.contains("anna")))
                .isEqualTo(1);
        assertThat(remembered(report)).isEqualTo(1);
    }
}
