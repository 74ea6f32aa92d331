package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds in a home with a faulty ladder, and what goes on all the same. */
class DoctorCommandTest {

    @TempDir
    private Path folder;

    private record Run(int code, String out, String err) {}

    @Test
    void aFaultyLadderIsIllAndEverythingElseGoesOn() throws IOException {
        Path visits = Files.writeString(folder.resolve("visits.csv"), """
                user,at
                1,2026-01-02T10:00:00Z
                """);
        run("init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR");
        assertThat(run("doctor", "--format", "csv").out).doesNotContain("ladders of shop");
        Path config = folder.resolve("home/tidebank.yaml");
        Files.writeString(config, Files.readString(config).replace("ladders: [aipl]", "ladders: [aipl, mine]"));
        Path mine = folder.resolve("home/methods/ladders/mine.yaml");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "title: {en: Mine, zh: 我的}\nabout: A test's\nstages: none\n");

        Run imported = run("import", visits.toString(), "--mapping", mapping().toString(), "--format", "json");
        assertThat(imported.code).as(imported.err).isZero();
        assertThat(imported.out).containsPattern("\"as_of\": ?\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"");
        assertThat(run("stages", "--format", "csv").out).contains("A,Aware,1,");
        Run asked = run("stages", "--ladder", "mine");
        assertThat(asked.code).isEqualTo(1);
        assertThat(asked.err).startsWith("METHOD_INVALID: " + mine.toAbsolutePath() + ":3: stages: ");
        Run doctor = run("doctor", "--format", "csv");
        assertThat(doctor.code).isEqualTo(1);
        assertThat(doctor.out).containsPattern("ladders of shop,ill,\"?\\Q" + mine.toAbsolutePath() + "\\E:3: stages");
    }

    private Path mapping() throws IOException {
        return Files.writeString(folder.resolve("visits.yaml"), """
                mapping: 1
                source: web
                zone: UTC
                inputs:
                  - name: rows
                    headers: [user, at]
                    touches:
                      - {kind: view, at: at, ids: {user: user}}
                """);
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out), new PrintWriter(err));
        List<String> words =
                new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        words.addAll(List.of(arguments));
        int code = Main.commandLine(session, new PrintWriter(out), new PrintWriter(err))
                .execute(words.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
