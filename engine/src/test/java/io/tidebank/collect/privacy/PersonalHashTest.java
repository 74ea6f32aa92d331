package io.tidebank.collect.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.mapping.PersonalForm;
import io.tidebank.collect.mapping.PersonalKind;
import io.tidebank.collect.plan.cell.PersonalSql;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.Identifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An identifier that was imported and one that came live are the same hash. */
class PersonalHashTest {

    private static final List<String> PIECES = List.of(
            "jane",
            "JANE",
            "Ünal",
            "ΣΊΣΥΦΟΣ",
            "İstanbul",
            "straße",
            "王",
            "小明",
            "１３８",
            "@",
            "@@",
            ".",
            "..",
            "*",
            "＊",
            "•",
            "●",
            "×",
            "ext.",
            "x",
            "xxxx",
            "X",
            "转",
            "分机",
            "Tel",
            "电话：",
            "phone",
            "(home)",
            ";",
            "；",
            "·",
            "_",
            "/",
            "=",
            "\u2011",
            "\u202a",
            "（",
            " ",
            "\t",
            "\n",
            "\r",
            "\f",
            "\u000b",
            "\u00a0",
            "\u3000",
            "\u2003",
            "\u2028",
            "+",
            "00",
            "0",
            "86",
            "138",
            "00138000",
            "1",
            "-",
            "(",
            ")",
            "x.com",
            "Example.ORG",
            "'",
            "\"",
            "\\",
            "😀",
            "é",
            "null",
            "UNKNOWN",
            "Guest",
            "undefİned",
            "none",
            "[object Object]",
            "-1",
            "00000000-0000-0000-0000-000000000000",
            "e\u0301",
            "#",
            ":",
            "\u0001",
            "\u200b",
            "ǅ",
            "ſ",
            "K");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", "86", "1", "49"})
    void sqlAndJavaGiveTheSameHash(String callingCode) throws SQLException {
        BrandKeys keys = BrandKeys.make(home, "demo");
        List<String> values = oddValues(new Random(17 + callingCode.hashCode()));
        PersonalHash java = new PersonalHash(keys, callingCode);
        for (PersonalKind kind : PersonalKind.values()) {
            List<String> hashed = bySql(keys, values, kind, callingCode);
            for (int i = 0; i < values.size(); i++) {
                assertThat(java.of(values.get(i), kind))
                        .as("%s of '%s' with code '%s'", kind, values.get(i), callingCode)
                        .isEqualTo(hashed.get(i));
            }
        }
    }

    @Test
    void whoeverIsNamedByAnAddressOrATelephoneIsFoundByItsHash() {
        PersonalHash hash = new PersonalHash(BrandKeys.make(home, "demo"), "");
        String email = "email#:" + hash.of("u3@example.com", PersonalKind.EMAIL);
        String phone = "phone#:" + hash.of("+8613800001234", PersonalKind.PHONE);

        for (String named : List.of("email:U3@Example.com", "email#: u3@example.com", "U3@example.com")) {
            assertThat(hash.identifier(named))
                    .get()
                    .extracting(Identifier::text)
                    .isEqualTo(email);
        }
        for (String named : List.of("phone:+86 138 0000 1234", "phone#:008613800001234", "+8613800001234")) {
            assertThat(hash.identifier(named))
                    .get()
                    .extracting(Identifier::text)
                    .isEqualTo(phone);
        }
        for (String other : List.of("user:1234", "email:138****8000", "email:", "1f8c02", "")) {
            assertThat(hash.identifier(other)).isEmpty();
        }
    }

    private static List<String> oddValues(Random random) {
        List<String> values = new ArrayList<>(List.of(
                "",
                " ",
                "a@b.c",
                " A@B.C ",
                "a@b",
                "a@.c",
                "a@b.",
                "@b.c",
                "a@b.c.",
                "a b@c.d",
                "a@b.c d",
                "a@b@c.d",
                "a*@b.c",
                "13800138000",
                "+86 138 0013 8000",
                "0086-138-0013-8000",
                "8613800138000",
                "013800138000",
                "138****8000",
                "123456",
                "1234567",
                "00000000000",
                "+0000000",
                "0",
                "nUll\u2003",
                "+1",
                "王小明",
                "王 小\u3000明"));
        for (int i = 0; i < 3000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(1, 8); n > 0; n--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            values.add(value.toString());
        }
        return values;
    }

    @Test
    void sqlAndJavaHideTheSame() throws SQLException {
        BrandKeys keys = BrandKeys.make(home, "demo");
        List<String> values = oddValues(new Random(23));
        List<String> masked = bySql(keys, values, PersonalSql.masked("v"));

        assertThat(masked).contains("true", "false");
        for (int i = 0; i < values.size(); i++) {
            assertThat(PersonalForm.isMasked(values.get(i)))
                    .as(values.get(i))
                    .isEqualTo(Boolean.parseBoolean(masked.get(i)));
        }
    }

    /** What an import keeps as an identifier, an event does, too. */
    @Test
    void sqlAndJavaKnowTheSameNobodies() throws SQLException {
        BrandKeys keys = BrandKeys.make(home, "demo");
        List<String> values = oddValues(new Random(29));
        List<String> plain = bySql(keys, values, PersonalSql.identifying("v"));

        for (int i = 0; i < values.size(); i++) {
            assertThat(plain.get(i)).as(values.get(i)).isEqualTo(named(values.get(i)));
        }
        assertThat(plain).contains((String) null).contains("13800138000");
    }

    private static @Nullable String named(String value) {
        return PersonalForm.isMasked(value) || PersonalForm.isNobody(value) ? null : value;
    }

    /** A user who is called by an address or a telephone, in whatever way he comes, is known by its hash alone. */
    @Test
    void sqlAndJavaKeepNoAddressForAUser() throws SQLException {
        BrandKeys keys = BrandKeys.make(home, "demo");
        PersonalHash java = new PersonalHash(keys, "");
        List<String> values = oddValues(new Random(31));
        List<String> emails = bySql(keys, values, PersonalSql.hashOfEmail("v"));
        List<String> phones = bySql(keys, values, PersonalSql.hashOfPhone("v"));
        List<String> plain = bySql(keys, values, PersonalSql.plain("v"));
        List<String> typed = bySql(keys, values, PersonalSql.typed("'user:' || v"));

        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String email = PersonalHash.isEmail(value) ? java.of(value, PersonalKind.EMAIL) : null;
            String phone = PersonalForm.isInternational(value) ? java.of(value, PersonalKind.PHONE) : null;
            boolean personal = PersonalHash.isEmail(value) || PersonalForm.isInternational(value);
            String other = personal ? null : named(value);
            assertThat(emails.get(i)).as(value).isEqualTo(email);
            assertThat(phones.get(i)).as(value).isEqualTo(phone);
            assertThat(plain.get(i)).as(value).isEqualTo(other);
            assertThat(typed.get(i))
                    .as(value)
                    .isEqualTo(
                            email != null
                                    ? "email#:" + email
                                    : phone != null ? "phone#:" + phone : other == null ? null : "user:" + other);
        }
        assertThat(emails).filteredOn(Objects::nonNull).isNotEmpty();
        assertThat(phones).filteredOn(Objects::nonNull).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "null", "NULL", " undefined ", "Unknown", "guest", "[object Object]", "", "\u3000"})
    void whatSoftwareWritesWithoutAnIdIsNobody(String text) {
        assertThat(PersonalForm.isNobody(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "10", "nullable", "u0", "guest 7", "-10"})
    void whatOnlyLooksLikeItIsSomebody(String text) {
        assertThat(PersonalForm.isNobody(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000", "+0000000", "000-0000-0000", "1111111", "(999) 999-9999"})
    void oneDigitOverAndOverIsNoTelephone(String phone) {
        for (String callingCode : List.of("", "86", "1")) {
            assertThat(new PersonalHash(BrandKeys.make(home, "demo"), callingCode).of(phone, PersonalKind.PHONE))
                    .isNull();
        }
    }

    private List<String> bySql(BrandKeys keys, List<String> values, PersonalKind kind, String callingCode)
            throws SQLException {
        return bySql(keys, values, PersonalSql.hash("v", kind, callingCode));
    }

    private List<String> bySql(BrandKeys keys, List<String> values, String expression) throws SQLException {
        EngineSettings settings = new EngineSettings(1L << 30, 1, home.resolve("scratch"));
        try (DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            set(connection, PersonalSql.INNER_KEY, keys.innerPad());
            set(connection, PersonalSql.OUTER_KEY, keys.outerPad());
            String sql = "SELECT %s FROM (SELECT unnest(?::VARCHAR[]) AS v)".formatted(expression);
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setArray(1, connection.createArrayOf("VARCHAR", values.toArray()));
                List<String> hashed = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        hashed.add(rows.getString(1));
                    }
                }
                return hashed;
            }
        }
    }

    private static void set(Connection connection, String name, byte[] value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET VARIABLE %s = ?".formatted(name))) {
            set.setBytes(1, value);
            set.execute();
        }
    }

    @Test
    void whatSomebodyMaskedIdentifiesNobody() {
        PersonalHash hash = new PersonalHash(BrandKeys.make(home, "demo"), "86");

        assertThat(hash.of("138****8000", PersonalKind.PHONE)).isNull();
        assertThat(hash.of("j***@x.com", PersonalKind.EMAIL)).isNull();
        assertThat(hash.of("王*", PersonalKind.NAME)).isNull();
        for (String mask : List.of("*", "＊", "•", "●", "×", "x", "X", "#", "?")) {
            assertThat(hash.of("138" + mask.repeat(4) + "1234", PersonalKind.PHONE))
                    .as(mask)
                    .isNull();
        }
        for (String mask : List.of("＊", "•", "●", "×")) {
            assertThat(hash.of("j" + mask + "@x.com", PersonalKind.EMAIL))
                    .as(mask)
                    .isNull();
            assertThat(hash.of("王" + mask, PersonalKind.NAME)).as(mask).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138****1234",
                "t**",
                "王＊",
                "王×",
                " 王× ",
                "王×明",
                "●●小鱼",
                "kiko××",
                "138xxxx1234",
                "440101XXXXXXXX0012",
                "j×@x.com",
                "j@×.com"
            })
    void aPartIsHiddenByAStarARunOrInAShortText(String masked) {
        assertThat(PersonalForm.isMasked(masked)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"●小鱼●", "kiko×coca", "阿依古丽•买买提", "tb12xx34", "xxxlutz", "0xxx1", "xxx2024", "小鱼", ""})
    void aSignThatAdornsOrDividesANameHidesNothing(String name) {
        assertThat(PersonalForm.isMasked(name)).isFalse();
        assertThat(new PersonalHash(BrandKeys.make(home, "demo"), "").of(name + "name", PersonalKind.NAME))
                .isNotNull();
    }

    /** A pattern that tried its ways one by one would not end with these. */
    @Test
    void whatIsNeitherTakesNoLongerThanItsLength() {
        for (String piece : List.of(" ", "×a", "1", "1·1", "12xx", "@", "x@", "(", "(a", "a)", ";", "ext1")) {
            String text = piece.repeat(100_000 / piece.length()) + "!";

            assertThat(PersonalForm.isPhone(text)).isFalse();
            assertThat(PersonalForm.isMasked("ab" + text)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 (202) 555-0101 ext. 12",
                "+1 202 555 0101 x12",
                "+1 202 555 0101 X 12",
                "+1 202 555 0101 #12",
                "+1 202 555 0101转12",
                "+1 202 555 0101 分机12"
            })
    void anExtensionBelongsToATelephone(String phone) {
        PersonalHash hash = new PersonalHash(BrandKeys.make(home, "demo"), "");

        assertThat(hash.of(phone, PersonalKind.PHONE))
                .isNotNull()
                .isEqualTo(hash.of("+1202555010112", PersonalKind.PHONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138····1234",
                "138____1234",
                "138x12x1234",
                "1380000 xxxx)",
                "order 13800001234",
                "13800001234;13800005678"
            })
    void whatMayHideDigitsOrIsMoreThanOneIsNoTelephone(String text) {
        assertThat(new PersonalHash(BrandKeys.make(home, "demo"), "86").of(text, PersonalKind.PHONE))
                .isNull();
    }

    @Test
    void aTelephoneIsTheSameHoweverItIsWritten() {
        PersonalHash hash = new PersonalHash(BrandKeys.make(home, "demo"), "86");

        assertThat(List.of(
                        "+8613800138000",
                        "0086 138 0013 8000",
                        "13800138000",
                        "86-138-0013-8000",
                        "'+8613800138000",
                        "=\"13800138000\"",
                        "tel:+8613800138000",
                        "Tel. 13800138000",
                        "电话：138 0013 8000",
                        "13800138000 (home)",
                        "13800138000（手机）",
                        "+8613800138000;",
                        "13800138000, ",
                        "+86·138·0013·8000",
                        "+86_138_00138000",
                        "\u202a+86\u00a0138\u20110013\u20118000\u202c"))
                .extracting(phone -> hash.of(phone, PersonalKind.PHONE))
                .doesNotContainNull()
                .containsOnly(hash.of("+86 (138) 00138000", PersonalKind.PHONE));
    }
}
