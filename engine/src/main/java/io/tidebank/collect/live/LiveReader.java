package io.tidebank.collect.live;

import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.collect.naming.EventNames;
import io.tidebank.collect.naming.EventNamesFiles;
import io.tidebank.collect.naming.EventRule;
import io.tidebank.collect.naming.TrackingPlan;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.privacy.CleanJson;
import io.tidebank.collect.privacy.ConsentRule.Then;
import io.tidebank.collect.privacy.PersonalHash;
import io.tidebank.collect.privacy.Robots;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.CallType;
import io.tidebank.collect.protocol.Event;
import io.tidebank.collect.protocol.JsonText;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.protocol.RequestReader;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodFiles;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes touches of a brand's live events. It does no I/O once it is open, keeps nothing of what it reads, and any number
 * of threads may use it. Files that change are read when it is opened anew.
 */
public final class LiveReader {

    private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);
    private static final int LONGEST_KEY = 200;
    private static final JsonMapper PROPERTIES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int LONGEST_LABELLED = 64 << 10;

    private final String currency;
    private final LiveSettings settings;
    private final RequestReader requests;
    private final EventNames names;
    private final TrackingPlan plan;
    private final Cleaners cleaners;
    private final Identities identities;
    private final ContextWriter contexts;

    /**
     * What live sources of one brand work with.
     *
     * @param home the home's folder
     * @param brand the brand's name
     * @param currency the brand's currency, ISO 4217
     * @param methods names, settings, plan and their schemas
     * @param kinds the vocabulary of kinds
     */
    public record Parts(Path home, String brand, String currency, MethodFiles methods, TouchKinds kinds) {}

    private LiveReader(Parts parts, LiveSettings settings) {
        this.currency = parts.currency();
        this.settings = settings;
        this.requests =
                new RequestReader(settings.limits(), () -> UUID.randomUUID().toString());
        this.names = EventNamesFiles.read(parts.methods(), parts.kinds(), parts.brand());
        this.plan = TrackingPlan.read(parts.methods(), parts.brand());
        this.cleaners = Cleaners.of(settings, names);
        this.identities =
                new Identities(new PersonalHash(BrandKeys.open(parts.home(), parts.brand()), settings.callingCode()));
        this.contexts = new ContextWriter(cleaners, Robots.read(parts.methods()), settings.keep());
    }

    /** Opens it as the brand's method files say now; METHOD_INVALID with the faults if one of them is wrong. */
    public static LiveReader open(Parts parts) {
        return new LiveReader(parts, LiveSettings.read(parts.methods(), parts.brand()));
    }

    /** Reads the body of a request, within the brand's limits; its write key tells the source for {@link #read}. */
    public Request parse(Call call, byte[] body) {
        return requests.read(call, body);
    }

    /** Two bodies for one that is a batch, as they came; none if it has less than two events. */
    public List<byte[]> halves(byte[] body) {
        return requests.halves(body);
    }

    /** Reads one document of a feed: a JSON object, within the brand's limits; null if it is anything else. */
    public @Nullable ObjectNode document(byte[] text) {
        return requests.document(text);
    }

    /** The request that documents of a feed or a webhook make; it is a source's as one of an SDK is. */
    public Request.Accepted documents(Call call, List<ObjectNode> documents, List<BadEvent> bad) {
        return requests.documents(call, documents, bad);
    }

    /**
     * What a bad event may be called where operators see it: its name if that is one the brand knows, and so nobody's
     * secret; else its type; null if neither can be told.
     */
    public @Nullable String label(BadEvent event) {
        if (event.raw().length() > LONGEST_LABELLED) {
            return null;
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(event.raw());
            String name = JsonText.of(body, "event");
            String type = JsonText.of(body, "type");
            if (name != null && names.find(name) != null) {
                return name;
            }
            return type == null || CallType.named(type) == null ? null : type;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What the brand has set. */
    public LiveSettings settings() {
        return settings;
    }

    /** The touches of a request that was sent in a source's name. */
    public Reading read(Source source, Request.Accepted request) {
        return read(source, request, event -> true);
    }

    /**
     * The same for a place that does not hold everything: an event may become more than it says itself, since its batch
     * and each line of its order say more.
     *
     * @param room whether an event finds room there; if not, it is bad
     */
    public Reading read(Source source, Request.Accepted request, Predicate<LiveEvent> room) {
        List<LiveEvent> events = new ArrayList<>(request.events().size());
        Set<String> taken = new HashSet<>();
        List<Dropped> dropped = new ArrayList<>();
        request.ignored().forEach(label -> dropped.add(new Dropped(label, Dropped.Reason.NO_EFFECT)));
        List<BadEvent> bad = consented(request.bad(), dropped);
        int duplicates = 0;
        for (Event event : request.events()) {
            if (taken.contains(event.messageId())) {
                duplicates++;
                continue;
            }
            Then consent = settings.consent().of(event.context());
            if (consent == Then.DROP
                    || (consent == Then.ANONYMOUS && event.type().isAboutAPerson())) {
                dropped.add(new Dropped(label(event), Dropped.Reason.NO_CONSENT));
                continue;
            }
            BadEvent fault = add(events, event, source, new Around(request, consent == Then.ANONYMOUS, room));
            if (fault == null) {
                // A bad one hides none: what follows under its id may be the same event, corrected.
                taken.add(event.messageId());
            } else if (consent == Then.ANONYMOUS) {
                dropped.add(new Dropped(label(event), Dropped.Reason.NO_CONSENT));
            } else {
                bad.add(fault);
            }
        }
        return new Reading(events, bad, duplicates, dropped);
    }

    /** Those that may be kept: an event with a fault is kept whole or not at all, also where one without would be without names. */
    private List<BadEvent> consented(List<BadEvent> events, List<Dropped> dropped) {
        List<BadEvent> kept = new ArrayList<>();
        for (BadEvent event : events) {
            if (event.context() != null && settings.consent().of(event.context()) != Then.KEEP) {
                dropped.add(new Dropped(label(event), Dropped.Reason.NO_CONSENT));
            } else {
                kept.add(event);
            }
        }
        return kept;
    }

    /** The same of an event that is none. */
    private String label(Event event) {
        String name = event.type() == CallType.TRACK ? event.name() : null;
        return name != null && names.find(name) != null ? name : event.type().label();
    }

    /** What is known besides the event. */
    private record Around(Request.Accepted request, boolean anonymous, Predicate<LiveEvent> room) {}

    /** Whatever an event holds, it is added or it is bad: none can hold up the others of its batch, feed or topic. */
    private @Nullable BadEvent add(List<LiveEvent> events, Event event, Source source, Around around) {
        try {
            return checked(events, event, source, around);
        } catch (TidebankException e) {
            // A moment or a number that no touch table can hold.
            return event.bad(FaultReason.WRONG_TYPE, "the event");
        } catch (RuntimeException e) {
            // Without its message, which may hold a value of the event.
            LOG.error(
                    "An event of source '{}' was put aside, for it cannot be read: {} at {}",
                    source.name(),
                    e.getClass().getName(),
                    Arrays.stream(e.getStackTrace())
                            .findFirst()
                            .map(String::valueOf)
                            .orElse("an unknown place"));
            return event.bad(FaultReason.WRONG_TYPE, "the event");
        }
    }

    private @Nullable BadEvent checked(List<LiveEvent> events, Event event, Source source, Around around) {
        String name = event.type() == CallType.TRACK ? event.name() : null;
        if (name != null && !source.allows(name)) {
            return event.bad(FaultReason.NAME_NOT_ALLOWED, "event");
        }
        TrackingPlan.Verdict verdict = plan.check(name == null ? "" : name, event.properties());
        if (verdict.mode() == TrackingPlan.Mode.QUARANTINE) {
            return event.bad(FaultReason.PLAN_BROKEN, verdict.fields().getFirst());
        }
        Fault fault = new Fault();
        EventFrame frame = frame(event, rule(event, source), source, around, verdict.fields(), fault);
        List<Touch> touches = new ArrayList<>();
        new TouchMaker(cleaners, currency, frame, fault).addTo(touches);
        FaultReason reason = fault.reason();
        if (reason != null) {
            return event.bad(reason, fault.field());
        }
        // What a message is not called after itself is called after what it tells of.
        boolean ofThing = around.request().call().ids() == Call.Ids.OF_THINGS
                || !frame.id().equals(identities.messageId(event));
        Memory memory = ofThing ? Memory.RESERVED : Memory.SHARED;
        LiveEvent whole = new LiveEvent(source.name(), frame.id(), touches, memory);
        if (!around.room().test(whole)) {
            return event.bad(FaultReason.EVENT_TOO_LARGE, "the event");
        }
        events.add(whole);
        return null;
    }

    /** Whether a file says what events of this name become, be it that they stay of kind custom. */
    public boolean knows(String name) {
        return names.find(name) != null;
    }

    /** Whether a name that was of kind custom once has a rule that makes something else of it. */
    public boolean makesMore(String name) {
        EventRule rule = names.find(name);
        return rule != null && !rule.kind().equals(names.unknown().kind());
    }

    /**
     * The touches that an event, of which the lake has one touch of kind custom, becomes by the names of now; none if its
     * properties are not what its rule needs. Ids and identifiers are those of the touch, and the same ones that the event
     * would get if it came now, but for {@code once_per}. A touch in which nobody is stays so.
     */
    public List<Touch> anew(Touch stored) {
        EventRule rule = stored.name() == null ? null : names.find(stored.name());
        if (rule == null || stored.name() == null) {
            return List.of();
        }
        Event event = Event.stored(
                stored.touchId(), stored.name(), stored.occurredAt(), stored.receivedAt(), properties(stored));
        Fault fault = new Fault();
        // Nobody consented to it, or nobody's name was in it: in either case it is to stay without.
        boolean nobodys = stored.ids().isEmpty();
        String context = stored.context();
        boolean anonymous =
                nobodys && context != null && settings.consent().of(PROPERTIES.readTree(context)) != Then.KEEP;
        List<Identifier> ids =
                nobodys ? List.of() : Identities.union(stored.ids(), identities.of(event, rule.ids(), fault));
        String way = rule.way() == null
                ? stored.touchpoint()
                : names.touchpoints().of(rule.way(), event.properties(), event.context());
        EventFrame frame = new EventFrame(
                event, rule, stored.touchId(), stored.source(), stored.name(), way, anonymous, ids, stored.context());
        List<Touch> touches = new ArrayList<>();
        new TouchMaker(cleaners, currency, frame, fault).addTo(touches);
        return fault.reason() == null
                ? touches.stream().map(touch -> touch.of(stored.importId())).toList()
                : List.of();
    }

    private static ObjectNode properties(Touch stored) {
        String text = stored.properties();
        return text != null && PROPERTIES.readTree(text) instanceof ObjectNode object
                ? object
                : PROPERTIES.createObjectNode();
    }

    private EventRule rule(Event event, Source source) {
        String name = event.name();
        if (event.type() != CallType.TRACK || name == null) {
            return names.call(event.type());
        }
        EventRule rule = names.find(name);
        if (rule != null) {
            return rule;
        }
        String kind = source.defaultKind();
        return kind == null ? names.unknown() : names.unknown().ofKind(kind);
    }

    private EventFrame frame(
            Event event, EventRule rule, Source source, Around around, List<String> planFaults, Fault fault) {
        List<Identifier> ids = around.anonymous() ? List.of() : identities.of(event, rule.ids(), fault);
        CleanJson json = cleaners.of(around.anonymous());
        String name = event.name();
        return new EventFrame(
                event,
                rule,
                id(event, rule, json),
                source.name(),
                name == null ? null : json.text(name),
                names.touchpoints().of(rule.way(), event.properties(), event.context()),
                around.anonymous(),
                ids,
                contexts.write(event, around.request().call(), around.anonymous(), planFaults));
    }

    /** What the event's touches are named after. */
    private String id(Event event, EventRule rule, CleanJson json) {
        String property = rule.oncePer();
        String once = property == null || json.leavesOut(property) ? null : JsonText.of(event.properties(), property);
        return once == null || once.length() > LONGEST_KEY || !once.equals(json.text(once))
                ? identities.messageId(event)
                : rule.kind() + "/" + once;
    }
}
