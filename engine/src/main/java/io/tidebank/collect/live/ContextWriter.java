package io.tidebank.collect.live;

import io.tidebank.collect.privacy.CleanJson;
import io.tidebank.collect.privacy.CleanJson.Subject;
import io.tidebank.collect.privacy.PersonalFields.Keep;
import io.tidebank.collect.privacy.Robots;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Event;
import io.tidebank.collect.protocol.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The context of a touch: the sender's without what is personal, and what we found out ourselves. */
final class ContextWriter {

    /** In the touch's identifiers already. */
    private static final Set<String> IDENTIFYING = Set.of("externalIds");
    /** All by which one person's touches could be found to belong together. */
    private static final Set<String> LINKING =
            Set.of("externalIds", "traits", "device", "sessionId", "groupId", "network", "screen");

    private final Cleaners cleaners;
    private final Robots robots;
    private final Keep keep;

    ContextWriter(Cleaners cleaners, Robots robots, Keep keep) {
        this.cleaners = cleaners;
        this.robots = robots;
        this.keep = keep;
    }

    /**
     * The context as JSON; null if there is nothing to say.
     *
     * @param anonymous whether nobody may be found by it
     * @param planFaults what is not as the tracking plan says
     */
    @Nullable
    String write(Event event, Call call, boolean anonymous, List<String> planFaults) {
        StringBuilder text = new StringBuilder(512).append('{');
        cleaners.of(anonymous).members(text, event.context(), Subject.THING, anonymous ? LINKING : IDENTIFYING);
        String address = call.ip();
        if (keep.address() && !anonymous && address != null && !event.context().has("ip")) {
            member(text, "ip");
            CleanJson.quote(text, address);
        }
        String agent = JsonText.of(event.context(), "userAgent");
        agent = agent == null ? call.userAgent() : agent;
        if (agent != null && robots.is(agent)) {
            member(text, "bot").append("true");
        }
        if (!planFaults.isEmpty()) {
            member(text, "plan_faults").append('[');
            for (int i = 0; i < planFaults.size(); i++) {
                text.append(i == 0 ? "" : ",");
                CleanJson.quote(text, planFaults.get(i));
            }
            text.append(']');
        }
        return text.length() == 1 ? null : text.append('}').toString();
    }

    private static StringBuilder member(StringBuilder text, String name) {
        return text.append(text.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":");
    }
}
