package io.tidebank.cli.bank.remote;

import io.tidebank.cli.bank.SourceBook;
import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import io.tidebank.server.wire.WebhookOrder;
import io.tidebank.server.wire.WebhookView;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources of a home that a server owns. */
record ServerSources(ServerCalls calls, String path) implements SourceBook {

    @Override
    public List<SourceView> list() {
        return Arrays.asList(calls.read(calls.get(path, Map.of()), SourceView[].class));
    }

    @Override
    public SourceKey create(String name) {
        return calls.read(calls.post(path, Map.of("source", name)), SourceKey.class);
    }

    @Override
    public SourceKey rotate(String name, Duration oldKeysWork) {
        return calls.read(
                calls.post(of(name, "rotate"), Map.of("old_keys_work", oldKeysWork.toString())), SourceKey.class);
    }

    @Override
    public SourceView enable(String name) {
        return calls.read(calls.post(of(name, "enable"), Map.of()), SourceView.class);
    }

    @Override
    public SourceView disable(String name) {
        return calls.read(calls.post(of(name, "disable"), Map.of()), SourceView.class);
    }

    @Override
    public SourceView allow(String name, Set<String> eventNames) {
        return calls.read(calls.post(of(name, "allow"), Map.of("names", eventNames)), SourceView.class);
    }

    @Override
    public SourceView defaultKind(String name, @Nullable String kind) {
        Map<String, @Nullable String> wanted = Collections.singletonMap("kind", kind);
        return calls.read(calls.post(of(name, "default-kind"), wanted), SourceView.class);
    }

    @Override
    public WebhookView webhook(String name, WebhookOrder order) {
        return calls.read(calls.post(of(name, "webhook"), order), WebhookView.class);
    }

    private String of(String name, String change) {
        return path + "/" + ServerCalls.escape(name) + "/" + change;
    }
}
