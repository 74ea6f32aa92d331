package io.tidebank.collect.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.quarantine.QuarantineError;
import io.tidebank.collect.table.HomeTables.Failure;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTablesTest {

    private static final int PROCESSES = 4;
    private static final int TURNS = 20;

    @TempDir
    Path home;

    private HomeTables open(int tables) {
        List<String> all = IntStream.range(0, tables)
                .mapToObj("CREATE TABLE IF NOT EXISTS thing_%d (name TEXT)"::formatted)
                .toList();
        return new HomeTables(home, all, new Failure(QuarantineError.QUARANTINE_FAILED, "Things cannot be kept"));
    }

    @Test
    void processesThatBringAHomeUpToDateAtOnceDoNotStandInEachOthersWay() throws Exception {
        open(1);
        CyclicBarrier together = new CyclicBarrier(PROCESSES);
        try (ExecutorService processes = Executors.newFixedThreadPool(PROCESSES)) {
            for (int turn = 0; turn < TURNS; turn++) {
                int version = turn;
                Callable<Integer> process = () -> {
                    together.await();
                    open(2 + version).add("thing_0", "column_" + version, "INTEGER NOT NULL DEFAULT 7");
                    return version;
                };
                for (Future<Integer> one : processes.invokeAll(Collections.nCopies(PROCESSES, process))) {
                    assertThat(one.get()).isEqualTo(version);
                }
            }
        }
        assertThat(columns()).isEqualTo(1 + TURNS);
    }

    private int columns() {
        return open(1).work(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT count(*) FROM pragma_table_info('thing_0')")) {
                return found.getInt(1);
            }
        });
    }
}
