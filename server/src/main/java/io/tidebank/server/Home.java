package io.tidebank.server;

import java.nio.file.Path;

/** The folder that the server serves. */
public record Home(Path folder) {}
