package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an import that came before, beside others that did not. */
class RepeatedFilesTest {

    private static final String CATEGORIES = "SELECT kind, category FROM touch WHERE kind <> 'identify' ORDER BY ALL";

    @TempDir
    Path folder;

    private TestHome home;
    private Path mapping;
    private Path lines;
    private Path products;
    private Path members;

    @BeforeEach
    void open() {
        home = new TestHome(folder);
        mapping = home.file("till.yaml", """
                mapping: 1
                source: till
                times: ['yyyy-MM-dd']
                inputs:
                  - name: lines
                    headers: [user, day, product]
                    lookups:
                      - {input: products, on: {product: product}}
                    touches:
                      - kind: order
                        key: [user, day, product]
                        at: day
                        ids: {user: user}
                        item: product
                        category: {from: products, column: category}
                  - name: products
                    headers: [product, category]
                    optional: true
                  - name: members
                    headers: [user, since]
                    optional: true
                    touches:
                      - kind: join
                        key: [user]
                        at: since
                        ids: {user: user}
                """);
        lines = home.file("lines.csv", "user,day,product\n7,2026-01-02,mug\n");
        products = home.file("products.csv", "product,category\nmug,kitchen\n");
        members = home.file("members.csv", "user,since\n7,2026-01-01\n");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private ImportReport run(Path... files) {
        return home.runBy(mapping, files);
    }

    @Test
    void aFileThatCameAloneBeforeIsToldAndJoinedOnceThatImportIsUndone() {
        ImportReport alone = run(lines);
        ImportReport all = run(lines, products, members);

        assertThat(all.state()).isEqualTo(State.COMMITTED);
        assertThat(all.files()).extracting(FileCount::file).containsExactly("products.csv", "members.csv");
        assertThat(all.repeated()).extracting(FileCount::file).containsExactly("lines.csv");
        assertThat(all.note())
                .contains("lines.csv: left out, since import " + alone.importId())
                .contains("tidebank import --undo " + alone.importId());
        assertThat(home.importer().list().getFirst().repeated()).isEqualTo(all.repeated());
        assertThat(home.ask(CATEGORIES)).containsExactly("join|null", "order|null");

        home.importer().undo(alone.importId());
        ImportReport again = run(lines, products, members);

        assertThat(again.repeated()).extracting(FileCount::file).containsExactly("members.csv");
        assertThat(home.ask(CATEGORIES)).containsExactly("join|null", "order|kitchen");
    }

    @Test
    void whatIsAllRepeatedNamesTheImportsToUndo() {
        ImportReport first = run(lines, products);
        ImportReport again = run(lines, products);

        assertThat(again.state()).isEqualTo(State.REPEATED);
        assertThat(again.repeated()).extracting(FileCount::file).containsExactly("lines.csv", "products.csv");
        assertThat(again.note()).contains("tidebank import --undo " + first.importId());
    }

    /** A browser that loads a file twice calls it "lines (1).csv"; somebody packs a copy. */
    @Test
    void theSameContentTwiceInOneImportCountsOnce() throws IOException {
        Path loose = home.file("loose.yaml", """
                mapping: 1
                source: log
                times: ['yyyy-MM-dd']
                inputs:
                  - name: rows
                    headers: [user, day]
                    touches:
                      - {kind: view, at: day, ids: {user: user}}
                """);
        Path log = home.file("log.csv", "user,day\n7,2026-01-02\n7,2026-01-02\n");
        Path packed = folder.resolve("log.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(log, out);
        }

        ImportReport report = home.runBy(loose, log, packed);

        assertThat(report.files()).extracting(FileCount::file).containsExactly("log.csv");
        assertThat(report.repeated()).extracting(FileCount::file).containsExactly("log.csv.gz");
        assertThat(report.note()).isEqualTo("log.csv.gz: left out, since log.csv has the same content");
        assertThat(home.ask("SELECT count(*), count(DISTINCT touch_id) FROM touch"))
                .containsExactly("2|2");
    }

    @Test
    void anUndoneImportTellsNothingThatHeldWhileItStood() {
        run(lines);
        ImportReport all = run(lines, members);

        ImportReport undone = home.importer().undo(all.importId());

        assertThat(undone.note()).isEmpty();
        assertThat(undone.touches()).isEqualTo(1);
    }
}
