package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What people wrote into bad rows is kept for when the file comes again, but not for ever, and can be taken away. */
class RepairsTest extends InTestHome {

    private static final String BAD =
            "day,touchpoint,campaign,amount\n2026-11-02,feed_ad.a,anna,x\n2026-11-02,feed_ad.b,bo,x\n";

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
}
