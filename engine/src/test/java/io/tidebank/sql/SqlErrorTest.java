package io.tidebank.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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
}
