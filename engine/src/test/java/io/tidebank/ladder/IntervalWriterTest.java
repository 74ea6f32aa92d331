package io.tidebank.ladder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.sql.SqlError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.IllegalFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    private static IntervalBuffer filled() {
        IntervalBuffer buffer = new IntervalBuffer();
        buffer.add(0, 1, 1, 0, 1);
        return buffer;
    }
}
