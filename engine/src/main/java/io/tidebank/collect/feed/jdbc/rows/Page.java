package io.tidebank.collect.feed.jdbc.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one statement, a few at a time: neither we nor the driver hold more of them than that. It is one transaction,
 * which ends with it.
 */
public final class Page implements AutoCloseable {

    private final PreparedStatement statement;
    private final ResultSet answer;
    private final RowReader reader;
    private long read;
    private boolean over;

    /** @param statement with all its parameters; closed with the page */
    Page(PreparedStatement statement, RowSettings rows, JdbcDialect dialect) throws SQLException {
        this.statement = statement;
        this.answer = statement.executeQuery();
        this.reader = new RowReader(rows, RowReader.columns(answer.getMetaData(), rows, dialect));
    }

    /** The next rows; fewer than asked for if they are the last ones. */
    public List<Row> next(int rows) throws SQLException {
        List<Row> next = new ArrayList<>();
        while (next.size() < rows && !over) {
            if (!answer.next()) {
                over = true;
                break;
            }
            read++;
            next.add(new Row(reader.place(answer), reader.read(answer)));
        }
        return next;
    }

    /** Whether all rows were read. */
    public boolean isOver() {
        return over;
    }

    /** How many rows were read so far. */
    public long rowsRead() {
        return read;
    }

    @Override
    public void close() throws SQLException {
        Connection connection = statement.getConnection();
        try (statement) {
            answer.close();
        }
        connection.commit();
    }
}
