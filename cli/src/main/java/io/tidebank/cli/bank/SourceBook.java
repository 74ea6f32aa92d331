package io.tidebank.cli.bank;

import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import io.tidebank.server.wire.WebhookOrder;
import io.tidebank.server.wire.WebhookView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A brand's live sources, wherever the engine runs. */
public interface SourceBook {

    List<SourceView> list();

    SourceKey create(String name);

    /** Another key; older ones work for this long still. */
    SourceKey rotate(String name, Duration oldKeysWork);

    SourceView enable(String name);

    SourceView disable(String name);

    /** Allows these names of events alone; none for all. */
    SourceView allow(String name, Set<String> eventNames);

    /** The kind of events whose name nobody mapped; null for custom. */
    SourceView defaultKind(String name, @Nullable String kind);

    /** Lets another system call a source, which is made if that system signs and it is not there. */
    WebhookView webhook(String name, WebhookOrder order);
}
