package io.tidebank.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook as small as one can be: a header, a row with a true date, a blank row, a row with a bad date. Behind that sheet one
 * with a row, an empty one and a hidden one.
 */
final class Workbook {

    private static final String ROOT = "http://schemas.openxmlformats.org";

    private Workbook() {}

    static Path write(Path file) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "[Content_Types].xml", contents(4));
            entry(zip, "_rels/.rels", relationship("officeDocument", "xl/workbook.xml", "rId1", ""));
            entry(zip, "xl/workbook.xml", """
                    <workbook xmlns="%1$s/spreadsheetml/2006/main" xmlns:r="%1$s/officeDocument/2006/relationships">
                    <sheets><sheet name="touches" sheetId="1" r:id="rId1"/>
                    <sheet name="returns" sheetId="2" r:id="rId3"/><sheet name="notes" sheetId="3" r:id="rId4"/>
                    <sheet name="lists" sheetId="4" state="hidden" r:id="rId5"/></sheets></workbook>""".formatted(ROOT));
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    relationship(
                            "worksheet",
                            "worksheets/sheet1.xml",
                            "rId1",
                            relation("styles", "styles.xml", "rId2")
                                    + relation("worksheet", "worksheets/sheet2.xml", "rId3")
                                    + relation("worksheet", "worksheets/sheet3.xml", "rId4")
                                    + relation("worksheet", "worksheets/sheet4.xml", "rId5")));
            entry(zip, "xl/styles.xml", """
                    <styleSheet xmlns="%s/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>
                    <xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>""".formatted(ROOT));
            sheet(zip, 2, "<row r=\"1\">%s</row>".formatted(text("A1", "order")));
            sheet(zip, 3, "");
            sheet(zip, 4, "<row r=\"1\">%s</row>".formatted(text("A1", "red")));
            entry(zip, "xl/worksheets/sheet1.xml", """
                    <worksheet xmlns="%s/spreadsheetml/2006/main"><sheetData>
                    <row r="1">%s%s%s%s%s</row>
                    <row r="2"><c r="A2" s="1"><v>45658.333333333336</v></c>%s<c r="C2"><v>7</v></c><c r="D2"><v>12.5</v></c>%s</row>
                    <row r="4">%s%s<c r="C4"><v>8</v></c></row>
                    </sheetData></worksheet>""".formatted(
                            ROOT,
                            text("A1", "occurred_at"),
                            text("B1", "kind"),
                            text("C1", "user"),
                            text("D1", "amount"),
                            text("E1", "item"),
                            text("B2", "order"),
                            text("E2", "红茶, 二两"),
                            text("A4", "soon"),
                            text("B4", "view")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /**
     * A workbook of one sheet.
     *
     * @param styles what its cells may look like: the content of {@code styleSheet}
     * @param rows of the sheet
     */
    static Path write(Path file, String styles, String rows) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "[Content_Types].xml", contents(1));
            entry(zip, "_rels/.rels", relationship("officeDocument", "xl/workbook.xml", "rId1", ""));
            entry(zip, "xl/workbook.xml", """
                    <workbook xmlns="%1$s/spreadsheetml/2006/main" xmlns:r="%1$s/officeDocument/2006/relationships">
                    <sheets><sheet name="touches" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(ROOT));
            String look = relation("styles", "styles.xml", "rId2");
            entry(zip, "xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml", "rId1", look));
            entry(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"%s/spreadsheetml/2006/main\">%s</styleSheet>".formatted(ROOT, styles));
            sheet(zip, 1, rows);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    private static String contents(int sheets) {
        String each = IntStream.rangeClosed(1, sheets).mapToObj("""
                    <Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    """::formatted).collect(Collectors.joining());
        return """
                    <Types xmlns="%s/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Default Extension="xml" ContentType="application/xml"/>
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    %s<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                    </Types>""".formatted(ROOT, each);
    }

    private static void sheet(ZipOutputStream zip, int number, String rows) throws IOException {
        entry(
                zip,
                "xl/worksheets/sheet%d.xml".formatted(number),
                "<worksheet xmlns=\"%s/spreadsheetml/2006/main\"><sheetData>%s</sheetData></worksheet>"
                        .formatted(ROOT, rows));
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** A cell with a text in it. */
    static String text(String cell, String text) {
        return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(cell, text);
    }

    private static String relationship(String type, String target, String id, String more) {
        return "<Relationships xmlns=\"%s/package/2006/relationships\">%s%s</Relationships>"
                .formatted(ROOT, relation(type, target, id), more);
    }

    private static String relation(String type, String target, String id) {
        return "<Relationship Id=\"%s\" Type=\"%s/officeDocument/2006/relationships/%s\" Target=\"%s\"/>"
                .formatted(id, ROOT, type, target);
    }
}
