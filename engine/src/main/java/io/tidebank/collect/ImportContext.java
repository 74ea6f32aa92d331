package io.tidebank.collect;

import io.tidebank.lake.CostTable;
import io.tidebank.lake.TouchTable;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/**
 * What imports of one brand work with.
 *
 * @param home the home's folder
 * @param brand the brand's name
 * @param zone the brand's zone, for times that carry none
 * @param currency the brand's currency, ISO 4217
 * @param touches the brand's touches
 * @param costs what the brand's touchpoints cost
 * @param methods presets and their schema
 * @param kinds the vocabulary of kinds
 * @param settings what the machine lends
 * @param clock what time it is
 */
public record ImportContext(
        Path home,
        String brand,
        ZoneId zone,
        String currency,
        TouchTable touches,
        CostTable costs,
        MethodFiles methods,
        TouchKinds kinds,
        EngineSettings settings,
        Clock clock) {}
