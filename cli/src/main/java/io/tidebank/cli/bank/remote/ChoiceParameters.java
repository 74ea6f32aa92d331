package io.tidebank.cli.bank.remote;

import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.BrandCosts.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which costs are asked for, as parameters of an address; what is not chosen is left out. */
final class ChoiceParameters {

    private ChoiceParameters() {}

    /** A map of the caller's own. */
    static Map<String, String> of(Choice choice) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "from", choice.from());
        put(parameters, "to", choice.to());
        put(parameters, "touchpoint", choice.touchpoint());
        Part part = choice.part();
        put(parameters, "of", part == null ? null : part.label());
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}
