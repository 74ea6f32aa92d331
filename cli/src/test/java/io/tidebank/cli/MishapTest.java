package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.cli.CliProcess.End;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong around a real process: Ctrl-C, a disk that takes no more, files that may not be touched. It says so,
 * leaves nothing half, and the same command works afterwards. Signals, limits and rights are those of Linux.
 */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MishapTest {

    private static final int ROWS = 400_000;
    /** Spreads identifiers, so that they take room on the disk. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private static final List<String> AS_IT_IS = List.of();
    /** A process that a shell starts in the background ignores Ctrl-C, and so would what it starts. */
    private static final List<String> HEARING_CTRL_C = List.of("env", "--default-signal=INT");
    /** For a file of a running process; far less than a day of the touches takes. */
    private static final int MOST_BYTES = 400_000;

    private Path folder;
    private Path touches;
    private Path home;

    @BeforeAll
    void writeTouches(@TempDir Path shared) throws IOException {
        folder = shared;
        touches = shared.resolve("touches.csv");
        try (BufferedWriter out = Files.newBufferedWriter(touches)) {
            out.write("occurred_at,kind,user,item,amount,order_id\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("2026-03-0%d %02d:%02d:%02d,view,%x,thing %d,,\n"
                        .formatted(1 + i % 4, i / 7 % 24, i / 11 % 60, i / 13 % 60, i * SCATTER, i * 17L % 9_999));
            }
            out.write("yesterday,view,1,thing,,\n");
        }
    }

    @BeforeEach
    void init(TestInfo test) throws Exception {
        home = folder.resolve(test.getTestMethod().orElseThrow().getName());
        assertThat(run(AS_IT_IS, "init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR"))
                .extracting(End::code)
                .isEqualTo(0);
    }

    private End run(List<String> inFront, String... arguments) throws Exception {
        return CliProcess.run(inFront, home, arguments);
    }

    private End load(List<String> inFront) throws Exception {
        return run(inFront, "import", touches.toString(), "--no-refresh");
    }

    @Test
    void ctrlCInAnImportKeepsNothingOfItAndTheNextOneIsWhole() throws Exception {
        CliProcess importing = CliProcess.start(HEARING_CTRL_C, home, "import", touches.toString(), "--no-refresh");
        importing.awaitLine("Writing touches");
        importing.interrupt();
        End stopped = importing.end();

        assertThat(stopped.code()).as(stopped.err()).isEqualTo(130);
        assertThat(stopped.err()).contains("SQL_CANCELLED: The import was cancelled; nothing of it was kept");
        assertNothingIsLeft("cancelled");
        assertItWorksNow();
    }

    @Test
    void ctrlCInARefreshLeavesTheOldAnswersAndTheNextOneIsWhole() throws Exception {
        assertThat(load(AS_IT_IS).code()).isZero();
        CliProcess refreshing = CliProcess.start(HEARING_CTRL_C, home, "refresh");
        refreshing.awaitLine("");
        refreshing.interrupt();
        End stopped = refreshing.end();

        assertThat(stopped.code()).as(stopped.err()).isEqualTo(130);
        assertThat(stopped.err()).contains("_CANCELLED: ");
        assertThat(run(AS_IT_IS, "stages").code()).isEqualTo(1);
        assertThat(run(AS_IT_IS, "refresh").code()).isZero();
        assertThat(run(AS_IT_IS, "stages", "--as-of", "2026-03-04", "--format", "csv")
                        .out())
                .contains("A,")
                .contains("I,");
    }

    /** Where a file may not grow, the kernel refuses to write, as it does on a full disk or under a quota. */
    @Test
    void aDiskThatTakesNoMoreKeepsNothingAndTheNextImportIsWhole() throws Exception {
        CliProcess importing = CliProcess.start(AS_IT_IS, home, "import", touches.toString(), "--no-refresh");
        importing.awaitLine("Reading touches.csv");
        importing.limitFiles(MOST_BYTES);
        End failed = importing.end();

        assertThat(failed.code()).as(failed.err()).isEqualTo(1);
        assertThat(failed.err()).contains("SQL_OUT_OF_SPACE: ").doesNotContain("INTERNAL");
        assertNothingIsLeft("failed");
        assertItWorksNow();
    }

    /** A disk that is really full, where this machine lets a test have one of its own. */
    @Test
    void aFullDiskKeepsNothingAndTheNextImportIsWhole() throws Exception {
        List<String> own = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
        String disk = folder.resolve("disk").toString();
        Files.createDirectories(Path.of(disk));
        List<String> trial = new ArrayList<>(own);
        trial.add("mount -t tmpfs -o size=4m tmpfs " + disk);
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare"))
                        && new ProcessBuilder(trial).start().waitFor() == 0,
                "No disk of its own may be mounted here; a refused write is tested in any case");
        Path script = Files.writeString(folder.resolve("full.sh"), """
                set -u
                mount -t tmpfs -o size=4m tmpfs "$1"; shift
                "$@" init --brand shop --zone UTC --currency EUR || exit 9
                "$@" import --no-refresh "$TOUCHES"; echo "first $?"
                mount -o remount,size=400m "$DISK"
                find "$DISK/lake" -name '*.parquet' | wc -l | xargs echo left
                "$@" import --no-refresh "$TOUCHES"; echo "second $?"
                """);
        List<String> command =
                new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", script.toString(), disk));
        command.addAll(CliProcess.command(Path.of(disk)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TOUCHES", touches.toString());
        builder.environment().put("DISK", disk);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said)
                .contains(
                        "_OUT_OF_SPACE: The disk of ",
                        " is full. Nothing of this work was kept",
                        "first 1",
                        "left 0",
                        "400,000 touches",
                        "second 0")
                .doesNotContain("INTERNAL");
    }

    @Test
    void anInputThatMayNotBeReadIsNamed() throws Exception {
        Path locked = Files.copy(touches, folder.resolve("locked.csv"));
        Files.setPosixFilePermissions(locked, Set.of());

        End failed = run(withoutRootsRights(), "import", locked.toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("FILE_UNREADABLE: " + locked + " cannot be read: check its permissions");
        assertThat(run(AS_IT_IS, "imports", "--format", "csv").out().lines()).hasSize(1);
    }

    @Test
    void aLakeThatMayNotBeWrittenKeepsNothingAndTheNextImportIsWhole() throws Exception {
        permit("r-xr-xr-x");
        End failed = load(withoutRootsRights());
        permit("rwxr-xr-x");

        assertThat(failed.code()).as(failed.err()).isEqualTo(1);
        assertThat(failed.err()).contains("LAKE_FAILED: ", "permission denied").doesNotContain("INTERNAL");
        assertNothingIsLeft("failed");
        assertItWorksNow();
    }

    private void permit(String permissions) throws IOException {
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString(permissions);
        for (Path path : under("lake", Files::isDirectory)) {
            Files.setPosixFilePermissions(path, rights);
        }
    }

    /** Root may do everything, unless it gives up just that. */
    private static List<String> withoutRootsRights() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
                : AS_IT_IS;
    }

    private void assertNothingIsLeft(String state) throws Exception {
        End imports = run(AS_IT_IS, "imports", "--format", "csv");
        assertThat(imports.out().lines().skip(1)).singleElement().asString().contains("," + state + ",");
        assertThat(under("lake", path -> path.toString().endsWith(".parquet"))).isEmpty();
        assertThat(under("run", path -> path.toString().contains("import-"))).isEmpty();
        assertThat(run(AS_IT_IS, "quarantine", "list", "--format", "csv").out().lines())
                .hasSize(1);
    }

    private void assertItWorksNow() throws Exception {
        End again = load(AS_IT_IS);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("committed: 400,000 touches");
    }

    private List<Path> under(String name, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve(name))) {
            return all.filter(wanted).toList();
        }
    }
}
