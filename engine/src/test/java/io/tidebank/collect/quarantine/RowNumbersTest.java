package io.tidebank.collect.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody may have noted a row's number: it is never another's. */
class RowNumbersTest {

    private static final RowLock LOCK = new RowLock(new byte[32]);

    @TempDir
    Path home;

    private Quarantine open() {
        return new Quarantine(home, "demo", LOCK);
    }

    private LiveQuarantine live(Quarantine quarantine) {
        return new LiveQuarantine(home, quarantine, "demo", LOCK);
    }

    private static long keep(Quarantine quarantine, String text) {
        BadRow row = new BadRow(0, "web", "", "", 0, 0, "userId", FaultReason.MISSING_VALUE, false, text);
        quarantine.keepLive(text, List.of(new ArrivedRow(row, Instant.EPOCH)));
        return quarantine.rows(Quarantine.LIVE).getLast().id();
    }

    @Test
    void theNumberOfARowThatIsGoneComesToNoOther() {
        Quarantine quarantine = open();
        long first = keep(quarantine, "first");
        quarantine.release(List.of(first));

        assertThat(keep(quarantine, "second")).isGreaterThan(first);
        assertThatThrownBy(() -> quarantine.repair(first, "first, corrected"))
                .hasFieldOrPropertyWithValue("code", QuarantineError.QUARANTINE_NOT_FOUND);
        assertThat(quarantine.rows(Quarantine.LIVE)).extracting(BadRow::raw).containsExactly("second");
    }

    @Test
    void soItIsInAHomeThatWasMadeBefore() throws SQLException {
        Quarantine before = open();
        live(before);
        long one = keep(before, "one");
        long two = keep(before, "two");
        makeAsBefore();

        Quarantine quarantine = open();

        assertThat(quarantine.rows(Quarantine.LIVE))
                .extracting(BadRow::id, BadRow::raw)
                .containsExactly(tuple(one, "one"), tuple(two, "two"));
        quarantine.release(List.of(two));
        assertThat(keep(quarantine, "three")).isGreaterThan(two);
        assertThat(live(quarantine).standing().rows()).isEqualTo(2);
        assertThat(keep(open(), "four")).isEqualTo(two + 2);
        assertThat(count("type <> 'table' AND sql IS NOT NULL")).isEqualTo(5);
        assertThat(count("name = 'quarantine'")).isOne();
    }

    /** The same rows and what hangs on them, with numbers that are given again. */
    private void makeAsBefore() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("UPDATE sqlite_master SET sql = replace(sql, ' AUTOINCREMENT', '')");
            statement.execute("PRAGMA writable_schema = RESET");
            statement.execute("DELETE FROM sqlite_sequence");
        }
        assertThat(count("sql LIKE '%AUTOINCREMENT%'")).isZero();
    }

    private int count(String where) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT count(*) FROM sqlite_master WHERE tbl_name = 'quarantine' AND " + where)
                    .getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("catalog.db"));
    }
}
