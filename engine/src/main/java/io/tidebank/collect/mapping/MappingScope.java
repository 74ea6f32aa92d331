package io.tidebank.collect.mapping;

import java.time.ZoneId;

/**
 * What a mapping takes from the brand where it says {@code brand}.
 *
 * @param zone for times without a zone
 * @param currency for money without one, ISO 4217
 */
public record MappingScope(ZoneId zone, String currency) {}
