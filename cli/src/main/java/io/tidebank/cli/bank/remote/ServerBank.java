package io.tidebank.cli.bank.remote;

import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.bank.FeedBook;
import io.tidebank.cli.bank.LiveFeed;
import io.tidebank.cli.bank.Period;
import io.tidebank.cli.bank.Replay;
import io.tidebank.cli.bank.SourceBook;
import io.tidebank.collect.ImportRequest;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.wire.ImportAnswers.PreviewView;
import io.tidebank.server.wire.ImportOrder;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running server: answers are read from its API, long work is started there and watched from here. */
public final class ServerBank implements Bank {

    private static final long PAUSE_MILLIS = 200;

    private final ServerCalls calls;
    private final String brand;

    private ServerBank(ServerCalls calls, String brand) {
        this.calls = calls;
        this.brand = brand;
    }

    /** Joins a server; no brand means its only one. */
    public static ServerBank join(ServerDoor door, @Nullable String brand) {
        ServerCalls calls = new ServerCalls(door);
        return new ServerBank(calls, brand == null ? onlyBrand(calls) : brand);
    }

    /** The names of the brands of a server's home that the caller may see. */
    public static List<String> brands(ServerDoor door) {
        try (ServerCalls calls = new ServerCalls(door)) {
            return names(calls);
        }
    }

    /** Adds a brand to a server's home. */
    public static void addBrand(ServerDoor door, String brand, ZoneId zone, Currency currency) {
        try (ServerCalls calls = new ServerCalls(door)) {
            calls.post("/brands", Map.of("name", brand, "zone", zone.getId(), "currency", currency.getCurrencyCode()));
        }
    }

    @Override
    public Answer info() {
        return ask("", Map.of());
    }

    @Override
    public Answer stages(@Nullable LocalDate asOf, String ladder) {
        return ask("/stages", asOf(asOf, Map.of("ladder", ladder)));
    }

    @Override
    public Answer flow(Period period, String ladder) {
        return ask("/flow", between(period, Map.of("ladder", ladder)));
    }

    @Override
    public Answer flowSummary(Period period, String ladder) {
        return ask("/flow/summary", between(period, Map.of("ladder", ladder)));
    }

    @Override
    public Answer assets(@Nullable LocalDate asOf, AssetSettings settings) {
        return ask("/assets", asOf(asOf, terms(settings)));
    }

    @Override
    public Answer assetBasis(@Nullable LocalDate asOf, AssetSettings settings) {
        return ask("/assets/basis", asOf(asOf, terms(settings)));
    }

    @Override
    public Answer assetTrend(Period period, AssetSettings settings) {
        return ask("/assets/trend", between(period, terms(settings)));
    }

    @Override
    public Answer assetChange(Period period, AssetSettings settings) {
        return ask("/assets/change", between(period, terms(settings)));
    }

    @Override
    public Answer sales(Period period) {
        return ask("/sales", between(period, Map.of()));
    }

    @Override
    public Answer costs(By by, Choice choice) {
        Map<String, String> parameters = ChoiceParameters.of(choice);
        parameters.put("by", by.label());
        return ask("/costs/sums", parameters);
    }

    @Override
    public Answer costReports(Choice choice) {
        return ask("/costs/reports", ChoiceParameters.of(choice));
    }

    @Override
    public Answer consumer(String id) {
        return AnswerReader.read(calls.post(path("/consumers/find"), Map.of("id", id)));
    }

    @Override
    public Answer timeline(String id, int most) {
        return AnswerReader.read(calls.post(path("/consumers/find/timeline"), Map.of("id", id, "most", most)));
    }

    @Override
    public Answer sql(String select, @Nullable Long snapshot, Progress progress) {
        Map<String, Object> question =
                snapshot == null ? Map.of("select", select) : Map.of("select", select, "snapshot", snapshot.toString());
        return AnswerReader.read(calls.postUntil(path("/sql"), question, progress));
    }

    @Override
    public Answer snapshots() {
        return ask("/lake/snapshots", Map.of());
    }

    @Override
    public Answer tidy(Progress progress) {
        return watch(calls.post(path("/lake/tidy"), Map.of()), progress);
    }

    @Override
    public Answer refresh(Progress progress) {
        return watch(calls.post(path("/refresh"), Map.of()), progress);
    }

    @Override
    public Answer imports() {
        return ask("/imports", Map.of());
    }

    @Override
    public PreviewView preview(ImportRequest request, int rows) {
        JsonNode view = calls.post(path("/imports/preview"), ImportOrder.of(request, rows));
        return new PreviewView(
                view.path("mapping").asString(""),
                view.path("yaml").asString(""),
                AnswerReader.read(view.path("touches")),
                AnswerReader.read(view.path("faults")),
                view.path("remarks").valueStream().map(JsonNode::asString).toList());
    }

    @Override
    public Answer runImport(ImportRequest request, Progress progress) {
        return watch(calls.post(path("/imports"), ImportOrder.of(request, 0)), progress);
    }

    @Override
    public Answer undoImport(String importId, Progress progress) {
        return watch(calls.post(path("/imports/" + ServerCalls.escape(importId) + "/undo"), Map.of()), progress);
    }

    @Override
    public Answer rates() {
        return ask("/rates", Map.of());
    }

    @Override
    public Answer importRates(String text) {
        return AnswerReader.read(calls.post(path("/rates"), Map.of("text", text)));
    }

    @Override
    public Answer quarantine() {
        return ask("/quarantine", Map.of());
    }

    @Override
    public Answer quarantine(String importId, int rows) {
        return ask("/quarantine/" + ServerCalls.escape(importId), Map.of("rows", Integer.toString(rows)));
    }

    @Override
    public void repair(long row, String text) {
        calls.post(path("/quarantine/rows/" + row + "/repair"), Map.of("text", text));
    }

    @Override
    public void drop(String importId, long row) {
        calls.post(path("/quarantine/%s/rows/%d/drop".formatted(ServerCalls.escape(importId), row)), Map.of());
    }

    @Override
    public Answer replay(Replay replay, Progress progress) {
        if (replay.mapping() != null || !replay.companions().isEmpty()) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID,
                    "A replay with files of its own needs the home: stop the server, then run it again");
        }
        return watch(
                calls.post(path("/quarantine/" + ServerCalls.escape(replay.importId()) + "/replay"), Map.of()),
                progress);
    }

    @Override
    public long forgetRepairs(String importId) {
        return calls.post(path("/quarantine/" + ServerCalls.escape(importId) + "/forget"), Map.of())
                .path("repairs")
                .asLong();
    }

    @Override
    public Answer unknownEvents() {
        return ask("/events/unknown", Map.of());
    }

    @Override
    public Answer rederive(@Nullable String name, Progress progress) {
        String query = name == null ? "" : "?name=" + ServerCalls.escape(name);
        return watch(calls.post(path("/events/rederive" + query), Map.of()), progress);
    }

    @Override
    public SourceBook sources() {
        return new ServerSources(calls, path("/sources"));
    }

    @Override
    public FeedBook feeds() {
        return new ServerFeeds(calls, path("/feeds"), this::watch);
    }

    @Override
    public LiveFeed live() {
        return new ServerLiveFeed(calls, path("/live"));
    }

    @Override
    public void close() {
        calls.close();
    }

    private Answer ask(String question, Map<String, String> parameters) {
        return AnswerReader.read(calls.get(path(question), parameters));
    }

    /** Follows a job to its end, and passes Ctrl-C on to it. */
    private Answer watch(JsonNode started, Progress progress) {
        String job = "/jobs/" + started.path("id").asString();
        boolean cancelled = false;
        while (true) {
            JsonNode view = calls.get(job, Map.of());
            switch (view.path("state").asString("")) {
                case "done" -> {
                    return AnswerReader.read(view.path("result"));
                }
                case "failed", "cancelled" ->
                    throw new TidebankException(
                            RemoteCode.of(view.path("code").asString("CANCELLED"), 409),
                            view.path("message").asString("Cancelled"));
                default ->
                    progress.at(
                            view.path("step").asString(""),
                            view.path("done").asLong(0),
                            view.path("total").asLong(0));
            }
            if (progress.cancelled() && !cancelled) {
                cancelled = true;
                calls.post(job + "/cancel", Map.of());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String path(String question) {
        return "/brands/" + ServerCalls.escape(brand) + question;
    }

    private static Map<String, String> asOf(@Nullable LocalDate day, Map<String, String> others) {
        Map<String, String> parameters = new LinkedHashMap<>(others);
        if (day != null) {
            parameters.put("as_of", day.toString());
        }
        return parameters;
    }

    private static Map<String, String> between(Period period, Map<String, String> others) {
        Map<String, String> parameters = new LinkedHashMap<>(others);
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        return parameters;
    }

    private static Map<String, String> terms(AssetSettings settings) {
        return Map.of(
                "ladder", settings.ladder(),
                "horizon", settings.horizon().toString(),
                "discount", Double.toString(settings.discount()));
    }

    private static String onlyBrand(ServerCalls calls) {
        List<String> names = names(calls);
        if (names.size() == 1) {
            return names.getFirst();
        }
        throw new TidebankException(
                ServerError.REQUEST_INVALID,
                names.isEmpty()
                        ? "The server's home has no brand yet; make one with 'tidebank init'"
                        : "The home has several brands; choose one with --brand: " + String.join(", ", names));
    }

    private static List<String> names(ServerCalls calls) {
        List<String> names = new ArrayList<>();
        calls.get("/brands", Map.of())
                .forEach(brand -> names.add(brand.path("name").asString()));
        return names;
    }
}
