package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of a file that no preset knows: looked at, its mapping kept and corrected, imported. */
class PreviewCommandTest {

    private static final String ORDERS = """
            order_no,customer,order_date,sku,qty,total
            o1,7,02/05/2026,mug,1,£10.00
            o2,8,03/05/2026,mug,1
            o3,9,04/05/2026,"pot,1,12.00
            """;

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void openTheShop() throws IOException {
        run("init", "--brand", "shop", "--zone", "Europe/London", "--currency", "GBP");
        Files.writeString(folder.resolve("orders.csv"), ORDERS);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theProposedMappingIsSavedAndImportedBy() {
        Run saved = run("import", file("orders.csv"), "--preview", "--save", file("mine.yaml"));

        assertThat(saved.code).as(saved.err).isZero();
        assertThat(saved.out)
                .contains("2026-05-02 00:00:00", "Times are those of Europe/London")
                .contains("Note: The values of 'order_date' fit M/d/yyyy as well as d/M/yyyy", "Would be put aside:")
                .doesNotContain("mapping: 1");
        assertThat(saved.err).contains("import with --mapping " + file("mine.yaml"));
        assertThat(run("import", file("orders.csv"), "--preview", "--save", file("mine.yaml")).err)
                .contains("MAPPING_NOT_SAVED", "is there already");
        assertThat(run("import", file("orders.csv"), "--save", file("other.yaml")).code)
                .isEqualTo(2);

        Run done = run("import", file("orders.csv"), "--mapping", file("mine.yaml"));

        assertThat(done.out).contains("committed: 2 touches");
        assertThat(done.out.lines())
                .as("notes stand below the table and do not widen it")
                .anySatisfy(line -> assertThat(line).startsWith("Note: orders.csv:4 opens a quote"))
                .filteredOn(line -> !line.startsWith("Note: "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @Test
    void programsGetTheMappingAndTheBadRowsAsWell() {
        JsonNode view =
                WireJson.mapper().readTree(run("import", file("orders.csv"), "--preview", "--format", "json").out);

        assertThat(view.path("columns").get(0).asString()).isEqualTo("occurred_at");
        assertThat(view.path("as_of").isNull()).isTrue();
        assertThat(view.path("rows").get(0).get(0).asString()).isEqualTo("2026-05-01T23:00:00Z");
        assertThat(view.path("mapping").asString()).isEqualTo("proposed");
        assertThat(view.path("yaml").asString()).contains("patterns: ['d/M/yyyy']");
        assertThat(view.path("remarks").size()).isEqualTo(1);
        assertThat(view.path("faults")
                        .path("rows")
                        .valueStream()
                        .map(row -> row.get(1) + " " + row.get(3).asString()))
                .containsExactly("3 TOO_FEW_COLUMNS", "4 UNCLOSED_QUOTE");
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out, true);
        PrintWriter errWriter = new PrintWriter(err, true);
        List<String> all =
                new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        all.addAll(List.of(arguments));
        int code = Main.commandLine(new Session(Terminal.PLAIN, outWriter, errWriter), outWriter, errWriter)
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
