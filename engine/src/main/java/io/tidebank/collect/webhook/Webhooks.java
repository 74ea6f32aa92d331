package io.tidebank.collect.webhook;

import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.collect.shape.Shape;
import io.tidebank.collect.table.HomeTables;
import io.tidebank.collect.webhook.WebhookStore.Row;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of a home. Secrets are kept locked with a key of the brand's and are shown to nobody. Looking one up costs
 * no disk.
 */
public final class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int LONGEST_SECRET = 1000;

    private final Path home;
    private final MethodFiles methods;
    private final WebhookStore store;
    private volatile Map<List<String>, Webhook> known;

    private Webhooks(Path home, MethodFiles methods, WebhookStore store) {
        this.home = home;
        this.methods = methods;
        this.store = store;
        this.known = load();
    }

    /** Opens the webhooks of the home in this folder. */
    public static Webhooks open(Path home, MethodFiles methods) {
        return new Webhooks(home, methods, new WebhookStore(home));
    }

    /**
     * Lets another system call a source, or changes how it does.
     *
     * @param secret that the system signs with; null where it shows the source's write key
     * @throws TidebankException as {@link #check}
     */
    public synchronized Webhook put(String brand, String source, WebhookSettings settings, @Nullable String secret) {
        check(brand, settings, secret);
        String shared = secret == null ? "" : secret;
        store.save(new Row(brand, source, settings, lock(brand).lock(shared, about(source))));
        known = load();
        return find(brand, source).orElseThrow();
    }

    /**
     * Whether a source can be called in this way; changes nothing.
     *
     * @throws TidebankException WEBHOOK_INVALID if signing and secret do not go together; METHOD_NOT_FOUND if there
     *     is no such shape
     */
    public void check(String brand, WebhookSettings settings, @Nullable String secret) {
        Shape.read(methods, brand, settings.shape());
        String shared = secret == null ? "" : secret;
        boolean stated = !shared.isBlank();
        if (stated != (settings.signing() != null)) {
            throw invalid(
                    stated ? "A secret is of no use without a signature's header" : "A signature needs its secret");
        }
        if (shared.length() > LONGEST_SECRET) {
            throw invalid("A secret has at most %,d characters".formatted(LONGEST_SECRET));
        }
    }

    /** The webhook of a brand's source, if it has one. */
    public Optional<Webhook> find(String brand, String source) {
        return Optional.ofNullable(known.get(List.of(brand, source)));
    }

    /** The webhook of the one source of this name in the home; empty if there is none, or more than one. */
    public Optional<Webhook> find(String source) {
        List<Webhook> named = known.values().stream()
                .filter(webhook -> webhook.source().equals(source))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private Map<List<String>, Webhook> load() {
        Map<List<String>, Webhook> all = new LinkedHashMap<>();
        for (Row row : store.rows()) {
            all.put(
                    List.of(row.brand(), row.source()),
                    new Webhook(row.brand(), row.source(), row.settings(), secret(row)));
        }
        return Map.copyOf(all);
    }

    /** Null if it was locked with another key: that source is refused then, and no other. */
    private byte @Nullable [] secret(Row row) {
        try {
            return lock(row.brand()).unlock(row.locked(), about(row.source())).getBytes(StandardCharsets.UTF_8);
        } catch (TidebankException e) {
            LOG.error(
                    "{}: source '{}' of brand '{}': {}",
                    WebhookError.WEBHOOK_LOCKED,
                    row.source(),
                    row.brand(),
                    e.getMessage());
            return null;
        }
    }

    private RowLock lock(String brand) {
        return new RowLock(BrandKeys.open(home, brand).webhookKey());
    }

    private static String about(String source) {
        return "webhook/" + source;
    }

    private static TidebankException invalid(String why) {
        return new TidebankException(WebhookError.WEBHOOK_INVALID, why);
    }

    /** What is thrown when the tables fail. */
    static HomeTables.Failure failure() {
        return new HomeTables.Failure(WebhookError.WEBHOOK_STORE_FAILED, "Webhooks cannot be kept");
    }
}
