package io.tidebank.collect.live;

import io.tidebank.collect.privacy.ConsentRule;
import io.tidebank.collect.privacy.ConsentRule.Then;
import io.tidebank.collect.privacy.PersonalFields.Keep;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.quarantine.LiveBounds;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How live sources of a brand are read.
 *
 * @param callingCode of telephones that are written without one; empty to hash them as written
 * @param keep what is kept though it tells people apart
 * @param personalFields names of further fields that are never kept
 * @param consent what a person's choice means
 * @param limits what a request may be
 * @param quarantine how much of what was sent wrongly is kept
 * @param webhookBytes most bytes of a document that another system tells, as sent and inflated
 * @param eventsPerSecond how many events one source may send a second, over a few seconds; 0 for any number
 */
public record LiveSettings(
        String callingCode,
        Keep keep,
        Set<String> personalFields,
        ConsentRule consent,
        Limits limits,
        LiveBounds quarantine,
        int webhookBytes,
        int eventsPerSecond) {

    /** Orders come with all that a shop knows of them, of which little is kept. */
    private static final int USUAL_WEBHOOK = 4 << 20;

    /** What holds for a brand that says nothing. */
    public static final LiveSettings DEFAULT = new LiveSettings(
            "", Keep.NOTHING, Set.of(), ConsentRule.NONE, Limits.DEFAULT, LiveBounds.DEFAULTS, USUAL_WEBHOOK, 0);

    private static final String FOLDER = "collection";
    private static final String SCHEMA = "schemas/collection.schema.json";

    public LiveSettings {
        personalFields = Set.copyOf(personalFields);
    }

    /** Reads {@code methods/collection/BRAND.yaml}, or the shipped {@code default.yaml} if the brand has none. */
    public static LiveSettings read(MethodFiles methods, String brand) {
        MethodDocument document = document(methods, brand);
        JsonNode root = document.root();
        Set<String> personal = new HashSet<>();
        root.path("personal_fields").forEach(field -> personal.add(field.asString()));
        return new LiveSettings(
                root.path("calling_code").asString(""),
                new Keep(
                        root.path("keep").path("ip").asBoolean(false),
                        root.path("keep").path("user_agent").asBoolean(false)),
                personal,
                consent(root.path("consent")),
                limits(document),
                quarantine(root.path("quarantine")),
                root.path("limits").path("webhook_kb").asInt(USUAL_WEBHOOK >> 10) << 10,
                root.path("limits").path("events_per_second").asInt(0));
    }

    /** The file as it is, held against its schema: other parts of it are for others. */
    public static MethodDocument document(MethodFiles methods, String brand) {
        String name = methods.list(FOLDER).contains(brand) ? brand : "default";
        String path = FOLDER + "/" + name + ".yaml";
        return MethodDocument.read(path, methods.read(path), methods.read(SCHEMA));
    }

    private static ConsentRule consent(JsonNode consent) {
        return consent.isObject()
                ? new ConsentRule(
                        consent.path("category").asString(),
                        then(consent.path("denied").asString("anonymous")),
                        then(consent.path("unsaid").asString("keep")))
                : ConsentRule.NONE;
    }

    private static LiveBounds quarantine(JsonNode bounds) {
        LiveBounds usual = LiveBounds.DEFAULTS;
        return new LiveBounds(
                Duration.ofDays(bounds.path("days").asInt((int) usual.age().toDays())),
                (long) bounds.path("mb").asInt((int) (usual.bytes() >> 20)) << 20);
    }

    private static Then then(String name) {
        return Then.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Limits limits(MethodDocument document) {
        JsonNode limits = document.root().path("limits");
        Limits usual = Limits.DEFAULT;
        int event = limits.path("event_kb").asInt(usual.eventBytes() >> 10) << 10;
        int batch = limits.path("batch_kb").asInt(usual.batchBytes() >> 10) << 10;
        if (batch < event) {
            document.refuse(List.of(document.fault(
                    List.of("limits", "batch_kb"), "a batch has to hold at least one event of event_kb")));
        }
        return new Limits(
                event,
                batch,
                limits.path("batch_events").asInt(usual.batchEvents()),
                limits.path("depth").asInt(usual.depth()),
                Duration.ofDays(
                        limits.path("past_days").asInt((int) usual.past().toDays())),
                Duration.ofHours(
                        limits.path("future_hours").asInt((int) usual.future().toHours())));
    }
}
