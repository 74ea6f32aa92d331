package io.tidebank.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.SqlError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IllegalFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IntervalWriterTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void aStatementThatFailsEndsTheRun() {
        IntervalWriter writer = new IntervalWriter(connection, "nowhere");

        writer.exchange(filled());

        assertThatThrownBy(writer::close).hasFieldOrPropertyWithValue("code", SqlError.SQL_INVALID);
    }

    /** Here a name that cannot be put into a statement stands for a fault of our own. */
    @Test
    void whateverElseEndsTheWriterEndsTheRunToo() {
        IntervalWriter writer = new IntervalWriter(connection, "stage_closed %d");

        writer.exchange(filled());

        assertThatThrownBy(writer::close).isInstanceOf(IllegalFormatException.class);
        assertThatThrownBy(() -> writer.exchange(filled())).isInstanceOf(IllegalFormatException.class);
    }

    /** Else the connection would wait for the statement for ever. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAbandonedWriterFreesItsConnectionAlsoForOneWhoIsInterrupted() throws SQLException {
        DuckDb.run(
                connection,
                "CREATE TABLE stage_closed(ladder UTINYINT, consumer INTEGER, stage UTINYINT, from_at TIMESTAMPTZ,"
                        + " to_at TIMESTAMPTZ)");
        connection.setAutoCommit(false);
        IntervalWriter writer = new IntervalWriter(connection, "stage_closed");
        writer.exchange(filled());

        Thread.currentThread().interrupt();
        writer.abandon();
        assertThat(Thread.interrupted()).isTrue();

        connection.rollback();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM stage_closed")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    private static IntervalBuffer filled() {
        IntervalBuffer buffer = new IntervalBuffer();
        buffer.add(0, 1, 1, 0, 1);
        return buffer;
    }
}
