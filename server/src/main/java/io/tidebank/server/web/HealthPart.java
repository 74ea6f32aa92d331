package io.tidebank.server.web;

/**
 * Something that the server needs.
 *
 * @param ok whether it is well
 * @param message how it stands, and what is wrong if it is not well
 */
record HealthPart(String name, boolean ok, String message) {}
