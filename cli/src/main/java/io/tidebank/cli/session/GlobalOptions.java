package io.tidebank.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every verb understands, before or after its name. */
public final class GlobalOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            defaultValue = "${env:TIDEBANK_HOME:-tidebank-home}",
            description = "Where everything is kept (TIDEBANK_HOME; otherwise ./tidebank-home).")
    private Path home = Path.of("tidebank-home");

    @Option(
            names = "--brand",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Whose numbers; may be left out while the home holds one brand.")
    private @Nullable String brand;

    @Option(
            names = "--server",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Ask this server instead of opening the home.")
    private @Nullable String server;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            description = "Show the server this token; better TIDEBANK_TOKEN, since others see command lines.")
    private @Nullable String token;

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "table|json|csv",
            defaultValue = "table",
            description = "How answers are printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress and no remarks, only the answer.")
    private boolean quiet;

    public Path home() {
        return home;
    }

    public @Nullable String brand() {
        return brand;
    }

    public @Nullable String server() {
        return server;
    }

    /** The token of the command line itself. */
    public Optional<String> givenToken() {
        return present(token);
    }

    /** What is shown to a server that is named: the token given, or the environment's. */
    public Optional<String> token() {
        return givenToken().or(() -> present(System.getenv("TIDEBANK_TOKEN")));
    }

    /** A variable that is not set is often handed on as an empty one. */
    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }

    public Format format() {
        return format;
    }

    /** True if only the help was asked for, which picocli then prints by itself. */
    public boolean help() {
        return help;
    }

    public boolean quiet() {
        return quiet;
    }
}
