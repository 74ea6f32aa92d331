package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** Writes the first sheet of a workbook as delimited text: dates as ISO 8601, numbers in full, blank rows left out. */
final class ExcelText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** What a spreadsheet keeps of a number. */
    private static final int MOST_DIGITS = 15;

    private final List<Integer> rowNumbers = new ArrayList<>();
    private int width;

    private ExcelText() {}

    /** What was written: the header's row is the first. */
    static SourceFile.Sheet write(Path workbook, Path target) {
        ExcelText text = new ExcelText();
        try (ReadableWorkbook book = new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, false));
                Stream<Row> rows = book.getFirstSheet().openStream();
                Writer writer = Files.newBufferedWriter(target)) {
            for (Row row : (Iterable<Row>) rows::iterator) {
                text.write(row, writer);
            }
            return new SourceFile.Sheet(text.rowNumbers, others(book));
        } catch (IOException | ExcelReaderException e) {
            throw new TidebankException(
                    FormatError.FILE_UNREADABLE,
                    "%s cannot be read as an Excel workbook: %s".formatted(workbook.getFileName(), e.getMessage()),
                    e);
        }
    }

    private static List<String> others(ReadableWorkbook book) throws IOException {
        List<String> others = new ArrayList<>();
        for (Sheet sheet : book.getSheets().skip(1).toList()) {
            try (Stream<Row> rows = sheet.openStream()) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE
                        && rows.findFirst().isPresent()) {
                    others.add(sheet.getName());
                }
            }
        }
        return others;
    }

    private void write(Row row, Writer writer) throws IOException {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(text(row.getOptionalCell(i).orElse(null)));
        }
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        width = Math.max(width, rowNumbers.isEmpty() ? cells.size() : 0);
        while (cells.size() < width) {
            cells.add("");
        }
        while (cells.size() > width && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        rowNumbers.add(row.getRowNum());
        writer.write(String.join(",", cells.stream().map(ExcelText::quoted).toList()));
        writer.write('\n');
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        // Also what a formula gave.
        if (cell.getValue() instanceof BigDecimal number) {
            return isDate(cell) ? time(cell.asDate()) : number(number);
        }
        return cell.getText();
    }

    /**
     * Whole numbers of more digits than spreadsheets keep have an exponent, as spreadsheets show them: an id that was
     * rounded must not look like one that was not.
     */
    private static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        int digits = plain.precision() - plain.scale();
        return digits <= MOST_DIGITS
                ? plain.toPlainString()
                : "%sE+%d".formatted(new BigDecimal(plain.unscaledValue(), plain.precision() - 1), digits - 1);
    }

    /** A sheet keeps times as fractions of a day, so a second may be off by a rounding: to the nearest second. */
    private static String time(LocalDateTime time) {
        return time.plusNanos(500_000_000).format(TIME);
    }

    /** A number format that shows years, days or hours makes a date of a number. */
    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        String format = cell.getDataFormatString();
        return format == null ? id != null && isEastern(id) : isDate(format);
    }

    /** The formats that Excel has built in for Chinese, Japanese and Korean: all of them show dates or times, and no file says so. */
    private static boolean isEastern(int id) {
        return (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    }

    private static boolean isDate(String format) {
        String shown = format.replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
        return shown.contains("yy") || shown.contains("d") || shown.contains("h") || shown.contains("年");
    }

    private static String quoted(String cell) {
        boolean plain =
                cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
