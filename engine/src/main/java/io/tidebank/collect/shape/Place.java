package io.tidebank.collect.shape;

import tools.jackson.databind.JsonNode;

/**
 * Where values are looked for.
 *
 * @param here the entry of a list that is being read, or the document
 * @param document the whole of it
 */
record Place(JsonNode here, JsonNode document) {}
