package io.tidebank.cli.bank;

import io.tidebank.access.ChangeKind;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import io.tidebank.server.wire.WebhookOrder;
import io.tidebank.server.wire.WebhookView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The sources of a home that this process owns. */
record EngineSources(Tidebank tidebank, String brand, BiConsumer<ChangeKind, String> note) implements SourceBook {

    @Override
    public List<SourceView> list() {
        return tidebank.sources().list(brand).stream().map(SourceView::of).toList();
    }

    @Override
    public SourceKey create(String name) {
        return noted(
                ChangeKind.SOURCE_CREATE, name, SourceKey.of(tidebank.sources().create(brand, name)));
    }

    @Override
    public SourceKey rotate(String name, Duration oldKeysWork) {
        return noted(
                ChangeKind.SOURCE_ROTATE, name, SourceKey.of(tidebank.sources().rotate(brand, name, oldKeysWork)));
    }

    @Override
    public SourceView enable(String name) {
        return noted(
                ChangeKind.SOURCE_ENABLE, name, SourceView.of(tidebank.sources().enable(brand, name)));
    }

    @Override
    public SourceView disable(String name) {
        return noted(
                ChangeKind.SOURCE_DISABLE,
                name,
                SourceView.of(tidebank.sources().disable(brand, name)));
    }

    @Override
    public SourceView allow(String name, Set<String> eventNames) {
        return noted(
                ChangeKind.SOURCE_ALLOW, name, SourceView.of(tidebank.sources().allow(brand, name, eventNames)));
    }

    @Override
    public SourceView defaultKind(String name, @Nullable String kind) {
        return noted(
                ChangeKind.SOURCE_KIND, name, SourceView.of(tidebank.sources().defaultKind(brand, name, kind)));
    }

    @Override
    public WebhookView webhook(String name, WebhookOrder order) {
        return noted(
                ChangeKind.SOURCE_WEBHOOK,
                name,
                WebhookView.of(tidebank.webhook(brand, name, order.settings(), order.secret())));
    }

    private <T> T noted(ChangeKind deed, String source, T result) {
        note.accept(deed, source);
        return result;
    }
}
