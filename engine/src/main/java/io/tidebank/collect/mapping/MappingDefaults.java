package io.tidebank.collect.mapping;

import java.util.List;

/** What holds for all values of a mapping that do not say otherwise: zone and patterns of times, sign of decimals, country code of telephones. */
record MappingDefaults(String zone, List<String> times, char decimal, String callingCode) {

    private static final List<String> ISO = List.of("iso");

    MappingDefaults {
        times = times.isEmpty() ? ISO : List.copyOf(times);
    }
}
