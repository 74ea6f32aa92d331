package io.tidebank.cli.bank.remote;

import io.tidebank.cli.bank.FeedBook;
import io.tidebank.server.wire.FeedView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * The feeds of a home that a server owns.
 *
 * @param watch follows a job that was started to its end
 */
record ServerFeeds(ServerCalls calls, String path, BiFunction<JsonNode, Progress, Answer> watch) implements FeedBook {

    @Override
    public List<FeedView> list() {
        return Arrays.asList(calls.read(calls.get(path, Map.of()), FeedView[].class));
    }

    @Override
    public Answer check(String name) {
        return AnswerReader.read(calls.post(of(name, "check"), Map.of()));
    }

    @Override
    public Answer run(String name, Progress progress) {
        return watch.apply(calls.post(of(name, "run"), Map.of()), progress);
    }

    @Override
    public FeedView pause(String name) {
        return calls.read(calls.post(of(name, "pause"), Map.of()), FeedView.class);
    }

    @Override
    public FeedView resume(String name) {
        return calls.read(calls.post(of(name, "resume"), Map.of()), FeedView.class);
    }

    private String of(String name, String what) {
        return path + "/" + ServerCalls.escape(name) + "/" + what;
    }
}
