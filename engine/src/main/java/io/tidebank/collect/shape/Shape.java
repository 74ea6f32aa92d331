package io.tidebank.collect.shape;

import io.tidebank.collect.protocol.Call;
import io.tidebank.method.MethodFiles;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says how a document of another system, such as an order of a shop, becomes events as Segment's protocol has them. It
 * changes nothing that it is given, and any number of threads may use it.
 */
public final class Shape {

    private final List<ShapeRule> rules;

    Shape(List<ShapeRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads {@code methods/shapes/BRAND/NAME.yaml}, or {@code methods/shapes/NAME.yaml} if the brand has none of its own.
     *
     * @throws io.tidebank.error.TidebankException METHOD_NOT_FOUND, or METHOD_INVALID with every fault by file, line, field
     */
    public static Shape read(MethodFiles methods, String brand, String name) {
        return new ShapeReader(methods).read(brand, name);
    }

    /** The path of the file that {@link #read} reads. */
    public static String path(MethodFiles methods, String brand, String name) {
        return ShapeReader.path(methods, brand, name);
    }

    /**
     * What the ids of its events name: things, if it tells by their age whether they were told before, since it relies on
     * their ids then.
     */
    public Call.Ids ids() {
        return rules.stream().anyMatch(ShapeRule::tellsAges) ? Call.Ids.OF_THINGS : Call.Ids.OF_MESSAGES;
    }

    /**
     * The events that a document tells of; none if it tells of nothing that the shape knows.
     *
     * @param ages what is young
     */
    public List<ObjectNode> events(ObjectNode document, Ages ages) {
        return events(document, ages, Integer.MAX_VALUE);
    }

    /**
     * The same for a document of which nobody knows how much it tells.
     *
     * @param most events; it ends with the first one beyond
     */
    public List<ObjectNode> events(ObjectNode document, Ages ages, int most) {
        List<ObjectNode> events = new ArrayList<>();
        for (ShapeRule rule : rules) {
            rule.addTo(events, document, ages, most);
        }
        return events;
    }
}
