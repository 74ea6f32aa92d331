package io.tidebank.collect.feed.jdbc.rows;

import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a table or a query.
 *
 * @param place where it stands
 * @param document its columns by their names
 */
public record Row(Place place, ObjectNode document) {}
