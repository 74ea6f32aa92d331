package io.tidebank.brand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Invoice lines to import piece by piece: those of Online Retail where the real data are at hand, else invented ones of
 * the same columns. Every piece ends with a row that cannot become a touch.
 */
final class InvoiceFile {

    static final String PRESET = "online-retail";

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    private static final int INVENTED = 100_000;

    private final List<String> lines;

    private InvoiceFile(List<String> lines) {
        this.lines = lines;
    }

    static InvoiceFile open(int most) throws IOException {
        Optional<Path> real = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data/online_retail/online_retail.csv.gz"))
                .filter(Files::exists)
                .findFirst();
        return new InvoiceFile(real.isPresent() ? read(real.get(), most) : invented(Math.min(most, INVENTED)));
    }

    int size() {
        return lines.size();
    }

    /** Writes lines from one number to another. */
    Path write(Path file, int from, int to) throws IOException {
        List<String> piece = new ArrayList<>(List.of(HEADER));
        piece.addAll(lines.subList(from, to));
        piece.add("%d,X,Broken,one,2011-01-01 10:00:00,1.00,1.0,France".formatted(from));
        return Files.write(file, piece);
    }

    private static List<String> read(Path file, int most) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).limit(most).toList();
        }
    }

    private static List<String> invented(int count) {
        Random random = new Random(541_909);
        LocalDateTime first = LocalDateTime.of(2011, 1, 1, 8, 0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int invoice = i / 10;
            lines.add("%d,S%d,Thing,%d,%s:00,%d.50,%d.0,France"
                    .formatted(
                            500_000 + invoice,
                            random.nextInt(3_000),
                            1 + random.nextInt(9),
                            first.plusMinutes(invoice * 50L).toString().replace('T', ' '),
                            random.nextInt(20),
                            invoice * 7_919L % 4_000));
        }
        return lines;
    }
}
