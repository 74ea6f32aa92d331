package io.tidebank.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INTERRUPT Error: Interrupted!                                                   | SQL_CANCELLED
            Catalog Error: Table with name interrupted_orders does not exist!               | SQL_INVALID
            Binder Error: Referenced column "out of memory" not found in FROM clause!       | SQL_INVALID
            Out of Memory Error: failed to pin block of size 256.0 KiB                      | SQL_OUT_OF_SPACE
            IO Error: Could not write file "x": No space left on device                     | SQL_OUT_OF_SPACE
            IO Error: Could not read from file                                              | SQL_FAILED
            Connection was closed                                                           | SQL_FAILED
            """)
    void theFamilyOfAMessageSaysWhatItMeans(String message, SqlError meaning) {
        assertThat(SqlError.of(new SQLException(message))).isEqualTo(meaning);
    }

    @Test
    void aFullDiskIsToldInPlainWordsWithItsFolder() {
        SQLException whileWriting =
                new SQLException("IO Error: Async write failed for range [offset=3886913, size=983097]: "
                        + "{\"exception_type\":\"IO\",\"exception_message\":\"Could not write file \\\"/srv/bank/lake/x.parquet\\\":"
                        + " No space left on device\",\"errno\":\"28\"}");
        SQLException whileServing = new SQLException(
                "IO Error: Could not write file \"/srv/bank/serving/d.duckdb\": No space left on device");
        SQLException somewhere = new SQLException("IO Error: No space left on device");

        assertThat(DuckDb.broken(whileWriting))
                .hasFieldOrPropertyWithValue("code", SqlError.SQL_OUT_OF_SPACE)
                .hasMessage(
                        "The disk of /srv/bank/lake is full. Nothing of this work was kept: make room there, and run it again")
                .hasCause(whileWriting);
        assertThat(DuckDb.broken(whileServing)).hasMessageStartingWith("The disk of /srv/bank/serving is full. ");
        assertThat(DuckDb.broken(somewhere)).hasMessageStartingWith("The disk is full. ");
    }

    /** Told in no more time than it takes to read. */
    @Test
    @Timeout(60)
    void aLongMessageThatQuotesManyFilesIsToldAtOnce() {
        for (String quoted : List.of("file \"a\" ", "file ", "file \"", "file \\\\\\\\", "\"", "\\")) {
            String message = "IO Error: " + quoted.repeat((1 << 18) / quoted.length());

            assertThat(DuckDb.broken(new SQLException(message))).hasMessage(message);
            assertThat(DuckDb.broken(new SQLException(message + "No space left on device")))
                    .hasMessageStartingWith("The disk");
        }
    }

    @Test
    void whatIsNoFullDiskIsToldAsTheDatabaseSaysIt() {
        SQLException quota = new SQLException("IO Error: Could not write file \"x\": Disk quota exceeded");

        assertThat(DuckDb.broken(quota)).hasMessage(quota.getMessage());
        assertThat(DuckDb.broken(new SQLException((String) null))).hasMessage("DuckDB gave no reason");
    }
}
