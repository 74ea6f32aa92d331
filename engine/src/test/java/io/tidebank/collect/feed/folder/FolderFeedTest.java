package io.tidebank.collect.feed.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.collect.ImportContext;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.Importer;
import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.collect.format.FormatError;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.money.RateFile;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFeedTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String HEADER = "user_id,kind,occurred_at,amount,currency\n";

    @TempDir
    Path folder;

    private FeedHome home;
    private Importer importer;
    private Path inbox;
    private int refreshes;
    private long refreshed;
    private Runnable whenTimeIsAsked = () -> {};

    @BeforeEach
    void open() throws IOException {
        FolderFeeds feeds = new FolderFeeds(new FolderFeeds.Imports(() -> importer, ZONE, this::refresh));
        home = new FeedHome(folder, feeds);
        openImporter();
        inbox = Files.createDirectories(folder.resolve("inbox"));
        feed("");
    }

    /** As a brand does it: only where touches came. */
    private void refresh() {
        if (touches() > refreshed) {
            refreshed = touches();
            refreshes++;
        }
    }

    private void openImporter() {
        MethodFiles methods = new MethodFiles(folder.resolve("methods"));
        importer = Importer.open(new ImportContext(
                folder,
                FeedHome.BRAND,
                ZONE,
                new RateFile(folder.resolve("rates.csv"), "CNY"),
                home.touches(),
                home.costs(),
                methods,
                TouchKindsFile.read(methods),
                new EngineSettings(1L << 30, 1, folder.resolve("run/scratch")),
                clock()));
    }

    private Clock clock() {
        return new Clock() {

            @Override
            public Instant instant() {
                whenTimeIsAsked.run();
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void feed(String more) {
        feed("1s", more);
    }

    private void feed(String still, String more) {
        home.feed("till", """
                feed: 1
                kind: folder
                source: till
                folder:
                  path: inbox
                  files: ['*.csv']
                  still: %s
                """.formatted(still) + more.indent(2));
    }

    private Path drop(String name, String text) throws IOException {
        return Files.writeString(inbox.resolve(name), text);
    }

    private static String visits(int from, int to) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = from; i < to; i++) {
            text.append("u%d,visit,2026-10-%02d 10:00:00,,\n".formatted(i, i % 28 + 1));
        }
        return text.toString();
    }

    private FeedStatus.Counts run() {
        return home.feeds().run("till", Progress.NONE);
    }

    private long touches() {
        return home.touches().files(home.touches().snapshot()).stream()
                .mapToLong(file -> file.rows())
                .sum();
    }

    private List<String> in(String tray) throws IOException {
        if (!Files.exists(inbox.resolve(tray))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inbox.resolve(tray))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesAreImportedAndMoved() throws IOException {
        drop("monday.csv", visits(0, 10));
        drop("tuesday.csv", visits(10, 15));
        drop("notes.txt", "not for us");

        FeedStatus.Counts brought = run();

        assertThat(brought)
                .extracting(FeedStatus.Counts::read, FeedStatus.Counts::accepted)
                .containsExactly(2L, 15L);
        assertThat(touches()).isEqualTo(15);
        assertThat(in("done")).containsExactly("monday.csv", "tuesday.csv");
        assertThat(in("")).containsExactly("notes.txt");
        assertThat(refreshes).isOne();
    }

    @Test
    void theSameContentCountsOnceUnderWhateverName() throws IOException {
        drop("a.csv", visits(0, 10));
        run();
        drop("a.csv", visits(0, 10));
        run();
        drop("b.csv", visits(0, 10));
        run();

        assertThat(touches()).isEqualTo(10);
        assertThat(in("done")).hasSize(3).contains("a.csv", "b.csv");
        assertThat(in("done").get(0)).matches("a-\\d{8}-\\d{6}\\.csv");
    }

    @Test
    void aFileThatSomebodyWritesToIsLeftAlone() throws Exception {
        feed("4s", "");
        Path file = drop("slow.csv", visits(0, 3));
        home.feeds().start();
        for (int i = 3; i < 30; i++) {
            Thread.sleep(100);
            Files.writeString(file, visits(i, i + 1).substring(HEADER.length()), StandardOpenOption.APPEND);
            assertThat(touches()).as("after %d rows", i).isZero();
        }
        for (int i = 0; i < 1000 && in("done").isEmpty(); i++) {
            Thread.sleep(50);
        }

        assertThat(touches()).isEqualTo(30);
    }

    @Test
    void namesOfUnfinishedFilesAndFilesWithoutTheirMarkerWait() throws IOException {
        feed("marker: .done");
        drop("a.csv", visits(0, 1));
        drop(".b.csv", visits(0, 2));
        drop("c.csv.part", visits(0, 3));
        drop("d.csv", visits(0, 4));
        drop("d.csv.done", "");

        run();

        assertThat(in("done")).containsExactly("d.csv");
        assertThat(in("")).containsExactly(".b.csv", "a.csv", "c.csv.part");
    }

    @Test
    void aBadFileIsPutAsideWithAReasonThatNamesNobody() throws IOException {
        drop("bad.csv", "anna@example.com,secret street 7\nbert@example.com,other street 8\n");
        drop("empty.csv", "");
        drop("good.csv", visits(0, 2));

        run();

        assertThat(in("failed")).containsExactly("bad.csv", "bad.csv.error.txt", "empty.csv", "empty.csv.error.txt");
        assertThat(inbox.resolve("failed/bad.csv.error.txt"))
                .content()
                .startsWith("MAPPING_UNKNOWN: ")
                .doesNotContain("anna")
                .doesNotContain("street");
        assertThat(inbox.resolve("failed/empty.csv.error.txt")).hasContent("FILE_EMPTY: empty.csv is empty");
        assertThat(in("done")).containsExactly("good.csv");
    }

    @Test
    void failedFilesAreToldUntilSomebodyHasDealtWithThem() throws IOException {
        drop("good.csv", visits(0, 2));
        run();
        assertThat(fault()).isNull();
        drop("empty.csv", "");
        run();
        assertThat(fault()).isEqualTo("1 file failed: see failed/empty.csv.error.txt");

        home.restart();
        run();
        assertThat(fault()).as("after a new start").contains("1 file failed");
        Files.delete(inbox.resolve("failed/empty.csv.error.txt"));
        run();
        assertThat(fault()).isNull();
    }

    private @Nullable String fault() {
        return home.feeds().list().getFirst().fault();
    }

    @Test
    void anEndBetweenImportAndMoveIsHarmless() throws IOException {
        Path file = drop("a.csv", visits(0, 10));
        importer.run(new ImportRequest(List.of(file), null, null, "till", ReadingHints.NONE), Progress.NONE);
        assertThat(touches()).isEqualTo(10);

        run();

        assertThat(touches()).isEqualTo(10);
        assertThat(in("done")).containsExactly("a.csv");
    }

    @Test
    void aFileThatIsDeletedOnceItWasReadIsDone() throws IOException {
        Path file = drop("a.csv", visits(0, 10));
        whenTimeIsAsked = () -> {
            if (touches() > 0) {
                file.toFile().delete();
            }
        };

        assertThat(run().accepted()).isEqualTo(10);

        assertThat(file).doesNotExist();
        assertThat(touches()).isEqualTo(10);
        assertThat(in("done")).isEmpty();
    }

    @Test
    void anEndBetweenImportAndRefreshIsMadeUpFor() throws IOException {
        drop("a.csv", visits(0, 10));
        home.feeds().run("till", new Progress() {

            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return touches() > 0;
            }
        });
        assertThat(refreshes).isZero();
        home.restart();
        openImporter();

        run();

        assertThat(refreshes).isOne();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFaultAndNoFileCountsTwice() throws IOException {
        drop("a.csv", visits(0, 10));
        drop("done", "in the way");
        assertThatThrownBy(this::run).hasMessageContaining("done cannot be moved or written");
        Files.delete(inbox.resolve("done"));

        run();

        assertThat(touches()).isEqualTo(10);
        assertThat(in("done")).containsExactly("a.csv");
    }

    @Test
    void aMissingFolderIsSaid() throws IOException {
        Files.delete(inbox);

        assertThatThrownBy(this::run)
                .hasMessage(
                        "The folder %s cannot be read: make it, or see to it that its disk is there".formatted(inbox));
    }

    @Test
    void aFileThatStaysIsImportedAgainWhenItHasChanged() throws IOException {
        feed("""
            leave: true
            at: '03:15'""");
        Path file = drop("export.csv", visits(0, 5));
        assertThat(run().accepted()).isEqualTo(5);
        assertThat(run().read()).isZero();
        Files.writeString(file, visits(5, 8));
        home.restart();
        openImporter();

        assertThat(run().accepted()).isEqualTo(3);
        assertThat(file).exists();
        assertThat(home.feeds().check("till").getLast()).matches("It looks at .*T03:15\\+08:00\\[Asia/Shanghai]");
    }

    @Test
    void aCheckSaysThatItsMappingOrPresetIsNotThere() {
        feed("mapping: nowhere.yaml");
        assertThatThrownBy(() -> home.feeds().check("till"))
                .hasFieldOrPropertyWithValue("code", FormatError.FILE_NOT_FOUND)
                .hasMessageContaining("nowhere.yaml cannot be read");

        feed("preset: nonsense");
        assertThatThrownBy(() -> home.feeds().check("till")).hasMessageContaining("nonsense");
    }

    @Test
    void anOldReportOfCostsThatStaysIsNotTheNewestWordAfterANewStart() throws IOException {
        feed("leave: true");
        drop("spend-10.csv", "day,touchpoint,amount\n2026-11-02,search_ad.baidu,100\n");
        run();
        drop("spend-9.csv", "day,touchpoint,amount\n2026-11-02,search_ad.baidu,120\n");
        run();
        home.restart();
        openImporter();

        run();

        assertThat(importer.list())
                .extracting(ImportReport::state, ImportReport::costs)
                .containsExactly(tuple(State.COMMITTED, 1L), tuple(State.COMMITTED, 1L));
    }

    /** A name so long that none is free for it once it is taken: the second move fails, as an end before it would. */
    @Test
    void filesThatBelongTogetherAreMovedTogetherThoughAnEndComesInBetween() throws IOException {
        String second = "b".repeat(245) + ".csv";
        home.feed("till", """
                feed: 1
                kind: folder
                source: till
                folder: {path: inbox, files: ['a*.csv', 'b*.csv'], together: true, still: 1s}
                """);
        drop("a.csv", visits(0, 10));
        drop(second, visits(10, 15));
        Path taken = Files.createDirectories(inbox.resolve("done")).resolve(second);
        Files.writeString(taken, "");
        assertThatThrownBy(this::run).hasMessageContaining("cannot be moved or written");
        assertThat(in("")).containsExactly(second);
        Files.delete(taken);
        drop("a.csv", visits(20, 21));
        home.restart();
        openImporter();

        run();
        assertThat(in("done")).containsExactly("a.csv", second);
        assertThat(in("")).containsExactly("a.csv");
        assertThat(touches()).isEqualTo(15);

        drop("b.csv", visits(21, 23));
        run();
        assertThat(in("")).isEmpty();
        assertThat(touches()).isEqualTo(18);
    }
}
