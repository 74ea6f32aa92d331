package io.tidebank.collect.plan.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.money.CurrencyCode;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencySignsTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({
        "USD, $10", "CAD, C$10", "AUD, A$10", "NZD, NZ$10", "HKD, HK$10", "SGD, S$10", "TWD, NT$10", "MXN, $10",
        "BRL, 'R$ 10,00'", "ARS, $10", "CLP, $10", "COP, $10", "UYU, $U 10", "MOP, MOP$10", "GBP, £10", "EGP, £10",
        "EUR, 10 €", "CNY, ¥10", "CNY, ￥10", "CNY, 10元", "CNY, RMB 10", "JPY, ¥10", "TWD, 10元", "HKD, 10元",
        "MOP, 10元", "KRW, ₩10", "INR, ₹10", "RUB, 10₽", "VND, 10₫", "CHF, CHF 10", "CNY, 10"
    })
    void aCurrencysOwnSignIsNotForeign(String currency, String text) throws SQLException {
        assertThat(isForeign(text, currency)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"BRL, 10 €", "CNY, $10", "USD, ¥10", "EUR, £10", "GBP, 'R$ 10,00'", "BRL, 10 CLP", "MOP, ₩10"})
    void anothersSignIs(String currency, String text) throws SQLException {
        assertThat(isForeign(text, currency)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CNY, 12.50", "CNY, ¥10", "cny, RMB 10", "USD, 10 USD", "EUR, 1.234 €", "?, $10", "CNY, ''"})
    void whatFitsItsRowIsNotForeign(String currency, String text) throws SQLException {
        assertThat(isForeignToRow(text, currency)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CNY, $10", "USD, ¥10", "CNY, 10 USD", "EUR, £10"})
    void whatSaysAnotherThanItsRowIs(String currency, String text) throws SQLException {
        assertThat(isForeignToRow(text, currency)).isTrue();
    }

    private boolean isForeignToRow(String text, String currency) throws SQLException {
        return ask(CurrencySigns.foreignToRow(DuckDb.literal(text), CurrencyCode.sql(DuckDb.literal(currency))));
    }

    private boolean isForeign(String text, String currency) throws SQLException {
        return ask(CurrencySigns.foreign(DuckDb.literal(text), currency));
    }

    private boolean ask(String test) throws SQLException {
        String sql = "SELECT " + test;
        try (DuckDb duckDb = DuckDb.inMemory(new EngineSettings(512L << 20, 1, scratch));
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
