package io.tidebank.cli.bank;

import io.tidebank.collect.source.Sources;
import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources of a home that this process owns. */
record EngineSources(Sources sources, String brand) implements SourceBook {

    @Override
    public List<SourceView> list() {
        return sources.list(brand).stream().map(SourceView::of).toList();
    }

    @Override
    public SourceKey create(String name) {
        return SourceKey.of(sources.create(brand, name));
    }

    @Override
    public SourceKey rotate(String name, Duration oldKeysWork) {
        return SourceKey.of(sources.rotate(brand, name, oldKeysWork));
    }

    @Override
    public SourceView enable(String name) {
        return SourceView.of(sources.enable(brand, name));
    }

    @Override
    public SourceView disable(String name) {
        return SourceView.of(sources.disable(brand, name));
    }

    @Override
    public SourceView allow(String name, Set<String> eventNames) {
        return SourceView.of(sources.allow(brand, name, eventNames));
    }

    @Override
    public SourceView defaultKind(String name, @Nullable String kind) {
        return SourceView.of(sources.defaultKind(brand, name, kind));
    }
}
