package io.tidebank.server.web;

/**
 * Something that the server needs.
 *
 * @param ok whether it is well
 * @param message how it stands, and what is wrong if it is not well
 * @param needed whether the server cannot do its work without it; what is fetched from elsewhere may be away, and one brand
 *     of several may be unwell
 */
record HealthPart(String name, boolean ok, String message, boolean needed) {

    HealthPart(String name, boolean ok, String message) {
        this(name, ok, message, true);
    }

    HealthPart notNeeded() {
        return new HealthPart(name, ok, message, false);
    }
}
