package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.tidebank.collect.format.FormatError;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** One small table in every dress that a file can wear. */
class FormatTest extends InTestHome {

    private static final String CSV = """
            occurred_at,kind,user,item,amount
            2025-01-01 08:00:00,order,甲,"茶, 红
            二两",12.50
            2025-01-02 08:00:00,view,乙,"a ""b""\",
            """;
    private static final String[] TOUCHES = {
        "2025-01-01T00:00:00Z|order|user:甲|茶, 红\n二两|12.5000", "2025-01-02T00:00:00Z|view|user:乙|a \"b\"|null"
    };

    private void assertTouches(Path file) {
        ImportReport report = home.run(file);
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ'), kind, primary_id, item, amount"
                        + " FROM touch ORDER BY occurred_at"))
                .containsExactly(TOUCHES);
    }

    @Test
    void plainUtf8IsRead() {
        assertTouches(home.file("a.csv", CSV));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertTouches(home.file("a.csv", "\uFEFF" + CSV));
    }

    @Test
    void utf16IsKnownByItsMark() {
        assertTouches(home.file("a.csv", "\uFEFF" + CSV, StandardCharsets.UTF_16LE));
    }

    @Test
    void gbkIsFoundWhereTheTextIsNotUtf8() {
        assertTouches(home.file("a.csv", CSV, Charset.forName("GBK")));
    }

    @Test
    void textOfWesternEuropeIsNotTakenForChinese() {
        String text = "occurred_at,kind,user,item\n2025-01-01 08:00:00,view,7,Größe 0\n";
        Path file = home.file("a.csv", text, Charset.forName("windows-1252"));

        assertThatThrownBy(() -> home.run(file))
                .hasFieldOrPropertyWithValue("code", FormatError.ENCODING_UNKNOWN)
                .hasMessageContaining("Name its encoding (--encoding; `encoding` in a feed's file): windows-1252");
        home.importer()
                .run(
                        new ImportRequest(List.of(file), null, null, null, new ReadingHints(null, "windows-1252")),
                        Progress.NONE);
        assertThat(home.ask("SELECT item FROM touch")).containsExactly("Größe 0");
    }

    @Test
    void aBrokenCharacterInPlainAsciiIsPutAsideWhereTheFileIsSaidToBeUtf8() {
        String text = "occurred_at,kind,user\n2025-01-01 08:00:00,view,7\n2025-01-01 08:00:00,view,ÿþ\n";
        Path file = home.file("a.csv", text, StandardCharsets.ISO_8859_1);
        ImportReport report = home.importer()
                .run(
                        new ImportRequest(List.of(file), null, null, null, new ReadingHints(null, "utf-8")),
                        Progress.NONE);

        assertThat(report.touches()).isEqualTo(1);
        assertThat(report.faults()).containsExactly(new ImportReport.FaultCount("a.csv", "", "NOT_UTF8", 1));
    }

    @Test
    void windowsLineEndsAreRead() {
        assertTouches(home.file(
                "a.csv", CSV.replace("红\n二", "红@二").replace("\n", "\r\n").replace("@", "\n")));
    }

    @Test
    void tabsSemicolonsAndBarsSeparateAsWell() {
        for (String separator : new String[] {"\t", ";", "|", "\u0001"}) {
            Path other = folder.resolve("other" + separator.hashCode());
            try (TestHome fresh = new TestHome(other)) {
                Path file = fresh.file(
                        "a.txt", "occurred_at,kind,user\n2025-01-01 08:00:00,view,7\n".replace(",", separator));
                fresh.run(file);
                assertThat(fresh.ask("SELECT primary_id FROM touch")).containsExactly("user:7");
            }
        }
    }

    @Test
    void gzipZstdAndZipAreUnpacked() throws IOException {
        Path gzip = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        assertTouches(gzip);

        Path zstd = folder.resolve("a.csv.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            out.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(home.run(zstd).state()).as("the same content").isEqualTo(ImportReport.State.REPEATED);
        Files.write(
                folder.resolve("b.csv"), (CSV + "2025-01-03 08:00:00,view,丙,x,\n").getBytes(StandardCharsets.UTF_8));
        Path other = folder.resolve("b.csv.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(other))) {
            Files.copy(folder.resolve("b.csv"), out);
        }
        assertThat(home.run(other).touches()).isEqualTo(3);
    }

    @Test
    void everyFileInAZipIsRead() throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("__MACOSX/._a.csv"));
            out.write(1);
            out.putNextEntry(new ZipEntry("one.csv"));
            out.write("occurred_at,kind,user\n2025-01-01 08:00:00,view,7\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("two.csv"));
            out.write("occurred_at;kind;user\n2025-01-01 08:00:00;view;8\n".getBytes(StandardCharsets.UTF_8));
        }
        ImportReport report = home.run(zip);

        assertThat(report.files())
                .extracting(ImportReport.FileCount::file)
                .containsExactly("a.zip/one.csv", "a.zip/two.csv");
        assertThat(home.ask("SELECT primary_id FROM touch ORDER BY 1")).containsExactly("user:7", "user:8");
    }

    @Test
    void aZipThatUnpacksToFarTooMuchIsRefused() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("zeros.csv"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> home.run(zip)).hasFieldOrPropertyWithValue("code", FormatError.ARCHIVE_TOO_LARGE);
    }

    @Test
    void jsonLinesAreReadByPathAndBrokenLinesPutAside() {
        Path file = home.file("a.jsonl", """
                {"occurred_at": "2025-01-01T08:00:00Z", "kind": "view", "user": 7, "item": {"id": "x"}}

                {"occurred_at": "2025-01-01T08:00:00Z", "kind": "view"
                {"occurred_at": "2025-01-01T09:00:00Z", "kind": "view", "user": "8", "item": null}
                """);
        ImportReport report = home.run(file);

        assertThat(report.faults()).hasSize(1);
        assertThat(home.ask("SELECT primary_id, item FROM touch ORDER BY occurred_at"))
                .containsExactly("user:7|{\"id\":\"x\"}", "user:8|null");
        assertThat(home.importer().quarantined(report.importId(), 10).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.subList(2, 5)).containsExactly(3L, "", "NOT_JSON"));
    }

    @Test
    void parquetKeepsItsOwnTypes() {
        Path file = folder.resolve("a.parquet");
        try (DuckDb duckDb = DuckDb.inMemory(new EngineSettings(1L << 30, 1, folder))) {
            duckDb.execute("""
                    COPY (SELECT TIMESTAMPTZ '2025-01-01 00:00:00+00' AS occurred_at, 'order' AS kind, 7 AS "user",
                        12.5::DOUBLE AS amount, DATE '2025-01-01' AS item
                    UNION ALL SELECT NULL, 'view', 8, NULL, NULL) TO '%s' (FORMAT parquet)""".formatted(file));
        }
        ImportReport report = home.run(file);

        assertThat(report.faults()).hasSize(1);
        assertThat(home.ask("SELECT epoch(occurred_at)::BIGINT, primary_id, amount, item FROM touch"))
                .containsExactly("1735689600|user:7|12.5000|2025-01-01");
        assertThat(report.faults())
                .containsExactly(new ImportReport.FaultCount("a.parquet", "occurred_at", "MISSING_VALUE", 1));
        assertThat(home.importer().quarantined(report.importId(), 10).rows().getFirst())
                .contains(2L)
                .element(5)
                .asString()
                .contains("\"kind\":\"view\"");
    }

    @Test
    void sheetsAreReadWithTheirDatesAndRowNumbers() {
        Path file = Workbook.write(folder.resolve("a.xlsx"));
        ImportReport report = home.run(file);

        assertThat(home.ask(
                        "SELECT strftime(occurred_at, '%Y-%m-%d %H:%M:%S'), kind, primary_id, amount, item FROM touch"))
                .containsExactly("2025-01-01 00:00:00|order|user:7|12.5000|红茶, 二两");
        assertThat(home.importer().quarantined(report.importId(), 10).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.subList(2, 5)).containsExactly(4L, "occurred_at", "BAD_TIME"));
        String others = "Of a.xlsx only the first sheet is read, not 'returns': save others as files of their own";
        assertThat(report.note()).isEqualTo(others);
        assertThat(home.importer().preview(ImportRequest.of(file), 10).remarks())
                .containsExactly(others);
    }

    /** Formats 27 to 36 and 50 to 58 are built into Excel, so that a file does not say how they look. */
    @Test
    void datesOfChineseFormatsAndThoseThatAFormulaGaveAreDates() {
        String row = """
                <row r="%1$d"><c r="A%1$d" s="%2$d">%3$s<v>45296.4375</v></c>%4$s\
                <c r="C%1$d"><f>D%1$d*2</f><v>12.5</v></c></row>""";
        String formats = """
                <numFmts count="1"><numFmt numFmtId="176" formatCode="m/d h&quot;时&quot;"/></numFmts><cellXfs count="6">\
                <xf numFmtId="0"/><xf numFmtId="27"/><xf numFmtId="31"/><xf numFmtId="58"/><xf numFmtId="22"/>\
                <xf numFmtId="176"/></cellXfs>""";
        StringBuilder rows = new StringBuilder("<row r=\"1\">%s%s%s</row>"
                .formatted(
                        Workbook.text("A1", "occurred_at"),
                        Workbook.text("B1", "kind"),
                        Workbook.text("C1", "amount")));
        for (int style = 1; style <= 5; style++) {
            String formula = style < 4 ? "" : "<f>NOW()</f>";
            rows.append(row.formatted(style + 1, style, formula, Workbook.text("B" + (style + 1), "pay")));
        }
        rows.append("<row r=\"7\"><c r=\"A7\"><v>45296.4375</v></c>%s</row>".formatted(Workbook.text("B7", "pay")));
        rows.append("<row r=\"8\"><c r=\"A8\"><v>20240105</v></c>%s</row>".formatted(Workbook.text("B8", "view")));
        ImportReport report = home.run(Workbook.write(folder.resolve("a.xlsx"), formats, rows.toString()));

        assertThat(report.faults())
                .containsExactly(new ImportReport.FaultCount("a.xlsx", "occurred_at", "BAD_TIME", 1));
        assertThat(home.ask("SELECT strftime(occurred_at, '%Y-%m-%d %H:%M:%S'), kind, count(*), sum(amount)"
                        + " FROM touch GROUP BY ALL ORDER BY 1"))
                .containsExactly("2024-01-04 16:00:00|view|1|null", "2024-01-05 02:30:00|pay|5|62.5000");
    }

    /** To DuckDB it is a pattern that the other one fits. */
    @Test
    void aFileWhoseNameIsAPatternIsReadItself() {
        home.file("orders1.csv", CSV.replace("甲", "丙"));

        assertTouches(home.file("orders[1].csv", CSV));
    }

    @Test
    void filesThatAreNoneAreRefusedWithWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> home.run(folder.resolve("none.csv")))
                .hasMessageContaining("No file")
                .hasFieldOrPropertyWithValue("code", FormatError.FILE_NOT_FOUND);
        assertThatThrownBy(() -> home.run(folder)).hasFieldOrPropertyWithValue("code", FormatError.FILE_UNREADABLE);
        assertThatThrownBy(() -> home.run(home.file("empty.csv", ""))).hasMessage("empty.csv is empty");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(CSV.repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = folder.resolve("cut.csv.gz");
        Files.write(cut, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThatThrownBy(() -> home.run(cut))
                .hasMessage("cut.csv.gz cannot be read: the compressed data is cut off or damaged");
        assertThat(home.importer().list()).isEmpty();
        assertThat(home.touches().snapshot()).isZero();
    }
}
