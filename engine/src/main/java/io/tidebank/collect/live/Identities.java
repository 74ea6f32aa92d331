package io.tidebank.collect.live;

import io.tidebank.collect.mapping.PersonalForm;
import io.tidebank.collect.mapping.PersonalKind;
import io.tidebank.collect.privacy.PersonalHash;
import io.tidebank.collect.protocol.Event;
import io.tidebank.collect.protocol.JsonText;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The identifiers of an event, strongest first. Telephones and e-mail addresses are hashed, also where they stand in for
 * a user id. The id of a group is none: it names no person.
 */
final class Identities {

    private static final int LONGEST = 1000;

    private static final Comparator<Identifier> BY_STRENGTH =
            Comparator.comparingInt(identifier -> strength(identifier.type()));
    private static final Map<String, String> EXTERNAL = Map.ofEntries(
            Map.entry("user_id", "user"),
            Map.entry("anonymous_id", "anonymous"),
            Map.entry("cross_domain_id", "anonymous"),
            Map.entry("email", "email#"),
            Map.entry("phone", "phone#"),
            Map.entry("mobile", "phone#"),
            Map.entry("loyalty", "loyalty"),
            Map.entry("loyalty_id", "loyalty"),
            Map.entry("member_id", "loyalty"),
            Map.entry("openid", "openid"),
            Map.entry("wechat_openid", "openid"),
            Map.entry("device_id", "device"),
            Map.entry("ios.id", "device"),
            Map.entry("ios.idfa", "device"),
            Map.entry("android.id", "device"),
            Map.entry("android.idfa", "device"));

    private final PersonalHash hash;

    Identities(PersonalHash hash) {
        this.hash = hash;
    }

    private static int strength(String type) {
        int place = Identifier.BY_STRENGTH.indexOf(type);
        return place < 0 ? Identifier.BY_STRENGTH.size() : place;
    }

    /** @param more identifiers in properties by type, where the event's rule names any */
    List<Identifier> of(Event event, Map<String, List<String>> more, Fault fault) {
        List<Identifier> ids = new ArrayList<>(4);
        add(ids, "user", event.people().userId(), "userId", fault);
        add(ids, "anonymous", event.people().anonymousId(), "anonymousId", fault);
        JsonNode context = event.context();
        switch (event.type()) {
            case ALIAS -> former(ids, event, fault);
            case IDENTIFY -> traits(ids, event.properties(), "traits", fault);
            case TRACK, PAGE, SCREEN, GROUP -> {}
        }
        traits(ids, context.get("traits"), "context.traits", fault);
        device(ids, context.get("device"), fault);
        external(ids, context.get("externalIds"), fault);
        more.forEach((type, names) -> {
            for (String name : names) {
                add(ids, type, JsonText.of(event.properties(), name), "properties." + name, fault);
            }
        });
        if (ids.size() > 1) {
            ids.sort(BY_STRENGTH);
        }
        return ids;
    }

    /** A message id as it is kept: one that may tell somebody's address as its hash, the same for every retry. */
    String messageId(Event event) {
        String id = event.messageId();
        return id.indexOf('@') < 0 ? id : hash.ofMessageId(id);
    }

    /** Those that are in either, strongest first. */
    static List<Identifier> union(List<Identifier> some, List<Identifier> more) {
        return Stream.concat(some.stream(), more.stream())
                .distinct()
                .sorted(BY_STRENGTH)
                .toList();
    }

    /** The former id may have been a user's or a browser's: it is carried as both. */
    private void former(List<Identifier> ids, Event event, Fault fault) {
        String previous = event.people().previousId();
        if (previous != null && !previous.equals(event.people().anonymousId())) {
            add(ids, "user", previous, "previousId", fault);
            if (!PersonalHash.isEmail(previous)) {
                add(ids, "anonymous", previous, "previousId", fault);
            }
        }
    }

    private void traits(List<Identifier> ids, @Nullable JsonNode traits, String place, Fault fault) {
        if (traits != null && traits.isObject() && !traits.isEmpty()) {
            add(ids, "email#", JsonText.of(traits, "email"), place + ".email", fault);
            add(ids, "phone#", JsonText.of(traits, "phone"), place + ".phone", fault);
        }
    }

    private void device(List<Identifier> ids, @Nullable JsonNode device, Fault fault) {
        if (device != null && device.isObject()) {
            add(ids, "device", JsonText.of(device, "id"), "context.device.id", fault);
            JsonNode tracked = device.path("adTrackingEnabled");
            if (!tracked.isBoolean() || tracked.booleanValue()) {
                add(ids, "device", JsonText.of(device, "advertisingId"), "context.device.advertisingId", fault);
            }
        }
    }

    private void external(List<Identifier> ids, @Nullable JsonNode external, Fault fault) {
        if (external == null || !external.isArray()) {
            return;
        }
        for (JsonNode entry : external) {
            String type = EXTERNAL.get(String.valueOf(JsonText.of(entry, "type")));
            String collection = JsonText.of(entry, "collection");
            if (type != null && (collection == null || collection.equals("users"))) {
                add(ids, type, JsonText.of(entry, "id"), "context.externalIds", fault);
            }
        }
    }

    private void add(List<Identifier> ids, String type, @Nullable String text, String place, Fault fault) {
        if (text == null) {
            return;
        }
        String value = text.strip();
        if (value.length() > LONGEST || isBroken(value)) {
            fault.note(FaultReason.BAD_IDENTIFIER, place);
            return;
        }
        if (PersonalForm.isNobody(value)) {
            return;
        }
        Identifier identifier = identifier(type, value);
        if (identifier != null && !ids.contains(identifier)) {
            ids.add(identifier);
        }
    }

    /** Null for a value that somebody masked: it identifies nobody. */
    private @Nullable Identifier identifier(String type, String value) {
        return switch (type) {
            case "email#" -> hashed(type, value, PersonalKind.EMAIL);
            case "phone#" -> hashed(type, value, PersonalKind.PHONE);
            default -> {
                if (PersonalHash.isEmail(value)) {
                    yield hashed("email#", value, PersonalKind.EMAIL);
                }
                if (PersonalForm.isInternational(value)) {
                    yield hashed("phone#", value, PersonalKind.PHONE);
                }
                yield PersonalForm.isMasked(value) ? null : new Identifier(type, value);
            }
        };
    }

    private @Nullable Identifier hashed(String type, String value, PersonalKind kind) {
        String hashed = hash.of(value, kind);
        return hashed == null ? null : new Identifier(type, hashed);
    }

    private static boolean isBroken(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\ufffd') {
                return true;
            }
        }
        return false;
    }
}
