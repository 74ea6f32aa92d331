package io.tidebank.cli;

import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Goes through usual work on a throwaway home, so that the JVM records what the next start needs. The launcher runs it
 * once after a build; a step that fails only makes the next start slower.
 */
@Command(name = "rehearse", hidden = true, description = "Rehearse a start for the ahead-of-time cache.")
final class RehearseCommand implements Callable<Integer> {

    private static final String[][] LOOKS = {
        {"stages"},
        {"stages", "--format", "json"},
        {"stages", "--as-of", "2026-06-20", "--format", "csv"},
        {"flow", "--from", "2026-06-01", "--to", "2026-06-30"},
        {"assets"},
        {"sales", "--from", "2026-06-01", "--to", "2026-06-30"},
        {"sql", "select kind, count(*) as touches from touch group by kind"},
        {"imports"},
        {"doctor"},
    };
    private static final String[] PAGES = {
        "/health/ready",
        "/api/v1/brands",
        "/api/v1/brands/rehearsal/stages",
        "/api/v1/brands/rehearsal/flow?from=2026-06-01&to=2026-06-30",
        "/api/v1/brands/rehearsal/assets",
        "/",
    };

    private final Session session;

    @Parameters(description = "Which start: quick for the verbs that look, work for the server and what takes long.")
    private String way = "quick";

    RehearseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("tidebank-rehearsal");
        try {
            Path home = folder.resolve("home");
            fill(home, folder.resolve("market"));
            for (String[] look : LOOKS) {
                run(home, look);
            }
            if (way.equals("work")) {
                serve(home);
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void fill(Path home, Path market) throws IOException {
        run(home, "market", market.toString(), "--people", "300", "--days", "150");
        run(home, "init", "--brand", "rehearsal", "--zone", "Asia/Shanghai", "--currency", "CNY");
        List<String> importing = new ArrayList<>(List.of("import"));
        try (Stream<Path> files = Files.list(market.resolve("touches"))) {
            files.map(Path::toString).sorted().forEach(importing::add);
        }
        run(home, importing.toArray(String[]::new));
        run(home, "refresh");
    }

    private void run(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Session rehearsal = new Session(Terminal.PLAIN, nowhere, nowhere);
        int code = Main.commandLine(rehearsal, nowhere, err).execute(all.toArray(String[]::new));
        session.remark("%s: %d".formatted(arguments[0], code));
    }

    private static void serve(Path home) throws Exception {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0);
                HttpClient http = HttpClient.newHttpClient()) {
            String token = ServerFile.find(home).orElseThrow().token();
            for (String page : PAGES) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + page))
                        .header("Authorization", "Bearer " + token)
                        .build();
                http.send(request, BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
