package io.tidebank.bench;

import static io.tidebank.sql.DuckDb.literal;

import io.tidebank.brand.Brand;
import io.tidebank.brand.RefreshReport;
import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One step, in a process of its own, so that its peak of memory is its own too. */
final class BenchStep {

    private final BenchOptions options;
    private final HandWritten handWritten;
    private final BenchHome home;

    BenchStep(BenchOptions options) {
        this.options = options;
        this.handWritten = new HandWritten(options);
        this.home = new BenchHome(options, handWritten);
    }

    void run(String name) throws Exception {
        switch (name) {
            case "rehearsal" -> rehearse();
            case "market" -> Meter.measure(name, home::makeMarket);
            case "lake" -> Meter.measure(name, home::fillLake);
            case "full" -> full();
            case "sql" -> Meter.measure(name, () -> handWritten.stages(home.lake()));
            case "as-of" -> asOf();
            case "as-of-sql" -> asOfSql();
            case "warm" -> warm();
            case "warm-cold" -> warmCold();
            case "csv" -> imported("csv", importFile("csv"));
            case "parquet" -> imported("parquet", importFile("parquet"));
            case "csv-copy" -> Meter.measure(name, () -> handWritten.copy("read_csv", importFile("csv")));
            case "parquet-copy" -> Meter.measure(name, () -> handWritten.copy("read_parquet", importFile("parquet")));
            default -> throw new IllegalArgumentException("No step " + name);
        }
    }

    /** A little of everything. */
    private void rehearse() throws Exception {
        Files.createDirectories(options.folder());
        for (String step : List.of("market", "lake", "full", "sql")) {
            run(step);
        }
    }

    /** Twice: in a process that has just begun, and once more in the same one, as a server that has run for a while. */
    private void full() throws Exception {
        for (String name : List.of("full", "full, warmed up")) {
            home.forgetDerived();
            try (Tidebank tidebank = Tidebank.open(home.folder())) {
                Brand brand = tidebank.brand(BenchHome.BRAND);
                Meter.measure(name, () -> refresh(brand));
                Answer rows = brand.sql("select count(*) as n from stage_interval");
                System.out.println("intervals " + rows.rows());
                writeDays(brand);
            }
        }
    }

    private void writeDays(Brand brand) throws IOException {
        List<String> lines = new ArrayList<>(List.of("day,stage,consumers"));
        LocalDate first = BenchHome.LAST_DAY.minusDays(options.days() + 1L);
        for (List<?> row :
                brand.stageTrend(first, BenchHome.LAST_COUNTED_DAY, "aipl").rows()) {
            int stage = "AIPL".indexOf(String.valueOf(row.get(1))) + 1;
            if (!"0".equals(String.valueOf(row.get(2)))) {
                lines.add(row.get(0) + "," + stage + "," + row.get(2));
            }
        }
        Files.write(options.folder().resolve("days-ours.csv"), lines);
    }

    /** The SQL models that follow the stages are told apart: the other side makes none. */
    private static String refresh(Brand brand) {
        Meter.Lap stages = new Meter.Lap();
        RefreshReport report = brand.refresh((step, done, total) -> {
            if (step.startsWith("Model ")) {
                stages.end();
            }
        });
        StringBuilder steps = new StringBuilder();
        report.steps().forEach(step -> steps.append("%s %.2f ".formatted(step.name(), step.seconds())));
        return "%s of them before the models; %s %d touches, %d consumers; seconds: %s"
                .formatted(
                        stages,
                        report.mode(),
                        report.touches(),
                        report.consumers(),
                        steps.toString().strip());
    }

    private LocalDate asOfDay() {
        return BenchHome.LAST_DAY.minusDays(options.days() / 3);
    }

    private void asOf() throws Exception {
        try (Tidebank tidebank = Tidebank.open(home.folder())) {
            Brand brand = tidebank.brand(BenchHome.BRAND);
            for (int i = 0; i < 3; i++) {
                Meter.measure("as-of", () -> {
                    StringBuilder answer = new StringBuilder();
                    for (List<?> row : brand.stages(asOfDay(), "aipl").rows().subList(0, 4)) {
                        answer.append("AIPL".indexOf(String.valueOf(row.get(0))) + 1)
                                .append('=')
                                .append(row.get(2))
                                .append(' ');
                    }
                    return answer.toString().strip();
                });
            }
        }
    }

    private void asOfSql() throws Exception {
        for (int i = 0; i < 2; i++) {
            Meter.measure("as-of-sql", () -> handWritten.asOf(home.lake(), asOfDay()));
        }
    }

    /** Three days' new touches after a full refresh, in one process that has its state at hand, as a server does. */
    private void warm() throws Exception {
        try (Tidebank tidebank = Tidebank.open(home.folder())) {
            Brand brand = tidebank.brand(BenchHome.BRAND);
            brand.refresh(Progress.NONE);
            for (int day = 0; day < 3; day++) {
                BenchHome.load(tidebank, List.of(home.newDay(day, 0)));
                Meter.measure(day == 0 ? "warm (first)" : "warm", () -> refresh(brand));
            }
            BenchHome.load(tidebank, List.of(home.newDay(3, 1)));
            Meter.measure("warm, 1 % late", () -> refresh(brand));
        }
    }

    /** The same in a process that has to read its state first, as a command does. */
    private void warmCold() throws Exception {
        try (Tidebank tidebank = Tidebank.open(home.folder())) {
            BenchHome.load(tidebank, List.of(home.newDay(4, 0)));
        }
        try (Tidebank tidebank = Tidebank.open(home.folder())) {
            Brand brand = tidebank.brand(BenchHome.BRAND);
            Meter.measure("warm, cold start", () -> refresh(brand));
        }
    }

    private void imported(String name, Path file) throws Exception {
        BenchOptions other = options.in(options.folder().resolve("import"));
        BenchHome.delete(other.folder());
        BenchHome fresh = new BenchHome(other, new HandWritten(other));
        fresh.init();
        try (Tidebank tidebank = Tidebank.open(fresh.folder())) {
            tidebank.brand(BenchHome.BRAND).importer();
            Meter.measure(name, () -> BenchHome.load(tidebank, List.of(file)));
        }
        BenchHome.delete(other.folder());
    }

    /** Two million touches as a merchant would export them: no ids of the engine's, times as text in CSV. */
    private Path importFile(String format) throws Exception {
        Path file = options.folder().resolve("rows." + format);
        if (!Files.exists(file)) {
            try (Connection connection = handWritten.open("jdbc:duckdb:")) {
                HandWritten.run(connection, """
                        copy (
                            select
                                occurred_at, kind, name, touchpoint, split_part(primary_id, ':', 2) as user,
                                '+86139' || lpad((hash(primary_id) %% 100000000)::varchar, 8, '0') as phone,
                                item, quantity, amount, currency, order_id, polarity
                            from (select * from read_parquet(%s) limit 2000000)
                        ) to %s (format %s)
                        """.formatted(home.marketFiles(), literal(file.toString()), format));
            }
        }
        return file;
    }
}
