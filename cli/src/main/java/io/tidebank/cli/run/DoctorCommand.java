package io.tidebank.cli.run;

import io.tidebank.brand.BrandInfo;
import io.tidebank.brand.Tidebank;
import io.tidebank.cli.bank.remote.ServerBank;
import io.tidebank.cli.bank.remote.ServerDoor;
import io.tidebank.cli.session.Session;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.BrandView;
import io.tidebank.sql.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Looks over the machine and the home, and says what is wrong and what to do. */
@Command(name = "doctor", description = "Check the machine and the home; say what is wrong and what to do.")
public final class DoctorCommand implements Callable<Integer> {

    private static final long LEAST_DISK = 2L << 30;
    private static final long LEAST_HEAP = 512L << 20;

    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    private record Finding(String part, boolean well, String message) {

        List<@Nullable Object> row() {
            return List.of(part, well ? "ok" : "ill", message);
        }
    }

    @Override
    public Integer call() {
        Path home = session.options().home();
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(duckDb());
        findings.add(disk(home));
        findings.addAll(home(home));
        List<List<@Nullable Object>> rows = findings.stream().map(Finding::row).toList();
        session.show(new Answer("", "", List.of("part", "state", "message"), rows));
        return findings.stream().allMatch(Finding::well) ? 0 : 1;
    }

    private static Finding java() {
        return new Finding("java", true, Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String message = "%,d MB for the heap, %d cores"
                .formatted(heap >> 20, Runtime.getRuntime().availableProcessors());
        return new Finding("memory", heap >= LEAST_HEAP, message);
    }

    private static Finding duckDb() {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return new Finding("duckdb", true, connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return new Finding("duckdb", false, String.valueOf(e.getMessage()));
        }
    }

    private static Finding disk(Path home) {
        Path place = home.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            return new Finding("disk", free >= LEAST_DISK, "%,d MB free at %s".formatted(free >> 20, place));
        } catch (IOException e) {
            return new Finding("disk", false, String.valueOf(e.getMessage()));
        }
    }

    private List<Finding> home(Path home) {
        try {
            return session.door().map(door -> served(home, door)).orElseGet(() -> opened(home));
        } catch (TidebankException e) {
            return List.of(new Finding("home", false, e.code().name() + ": " + e.getMessage()));
        }
    }

    private static List<Finding> served(Path home, ServerDoor door) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("home", true, "%s, owned by the server at %s".formatted(home, door.url())));
        for (String brand : ServerBank.brands(door)) {
            try (ServerBank bank = ServerBank.join(door, brand)) {
                look(bank.info(), bank.rates(), findings);
            }
        }
        return findings;
    }

    private static List<Finding> opened(Path home) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("home", true, home.toString()));
        try (Tidebank tidebank = Tidebank.open(home)) {
            for (BrandInfo brand : tidebank.brands()) {
                look(
                        BrandView.answer(brand),
                        tidebank.brand(brand.name()).rates().list(),
                        findings);
            }
        }
        return findings;
    }

    private static void look(Answer info, Answer rates, List<Finding> findings) {
        Map<String, String> facts = new HashMap<>();
        info.rows().forEach(row -> facts.put(String.valueOf(row.getFirst()), String.valueOf(row.get(1))));
        findings.add(brand(info.brand(), facts));
        ladders(info.brand(), facts).ifPresent(findings::add);
        money(info.brand(), facts, rates).ifPresent(findings::add);
    }

    private static Finding brand(String brand, Map<String, String> facts) {
        String message = "%,d touches, %,d consumers%s"
                .formatted(
                        Long.valueOf(facts.getOrDefault("touches", "0")),
                        Long.valueOf(facts.getOrDefault("consumers", "0")),
                        "true".equals(facts.get("fresh")) ? "" : "; not up to date: tidebank refresh --brand " + brand);
        return new Finding("brand " + brand, true, message);
    }

    /** A ladder whose file is faulty is left out, and nobody may notice. */
    private static Optional<Finding> ladders(String brand, Map<String, String> facts) {
        return Optional.ofNullable(facts.get("ladder_faults"))
                .map(faults -> new Finding("ladders of " + brand, false, faults));
    }

    /** Money that is in no sum is nothing to find out by chance. */
    private static Optional<Finding> money(String brand, Map<String, String> facts, Answer rates) {
        Map<String, String> unrated = new TreeMap<>();
        int column = rates.columns().indexOf("unrated");
        rates.rows().forEach(row -> unrated.put(String.valueOf(row.getFirst()), String.valueOf(row.get(column))));
        unrated.values().removeIf("0"::equals);
        if (unrated.isEmpty()) {
            return Optional.empty();
        }
        String message =
                "Order lines and refunds whose money is left out, for want of a rate to %s: %s; tidebank rates import FILE --brand %s"
                        .formatted(facts.get("currency"), unrated, brand);
        return Optional.of(new Finding("money of " + brand, false, message));
    }
}
