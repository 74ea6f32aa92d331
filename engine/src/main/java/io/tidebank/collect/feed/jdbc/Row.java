package io.tidebank.collect.feed.jdbc;

import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a table or a query.
 *
 * @param place where it stands
 * @param document its columns by their names
 */
record Row(Place place, ObjectNode document) {}
