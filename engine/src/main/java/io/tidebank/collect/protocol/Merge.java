package io.tidebank.collect.protocol;

import io.tidebank.collect.quarantine.FaultReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RudderStack's merge: a list of two identifiers with their types, which are one person's from now on. */
final class Merge {

    private static final String LIST = "mergeProperties";
    private static final int BOTH = 2;

    private Merge() {}

    static boolean is(ObjectNode body, Endpoint endpoint) {
        return endpoint == Endpoint.MERGE || (endpoint.type() == null && "merge".equals(JsonText.of(body, "type")));
    }

    /** What is wrong with it; null if nothing is. */
    static EventReader.@Nullable Bad fault(ObjectNode body) {
        JsonNode list = body.path(LIST);
        boolean both = list.isArray() && list.size() == BOTH;
        for (JsonNode entry : list) {
            both &= JsonText.of(entry, "type") != null && JsonText.of(entry, "value") != null;
        }
        return both ? null : new EventReader.Bad(FaultReason.MISSING_VALUE, LIST);
    }

    /**
     * The call's context with the identifiers where those of any call stand.
     *
     * @param told what the call says of itself, of consent among others
     */
    static ObjectNode context(ObjectNode body, ObjectNode told) {
        ObjectNode context = told.objectNode();
        context.setAll(told);
        ArrayNode ids = context.putArray("externalIds");
        for (JsonNode entry : body.path(LIST)) {
            ids.addObject().put("type", JsonText.of(entry, "type")).put("id", JsonText.of(entry, "value"));
        }
        return context;
    }
}
