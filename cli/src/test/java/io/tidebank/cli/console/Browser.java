package io.tidebank.cli.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Chromium as the system has it; nothing is downloaded. Where there is none tests are skipped, but not in CI. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Path executable) {
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        List<String> options = "root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of();
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(options));
    }

    static Browser open() {
        Optional<Path> executable = find();
        demand(executable.isPresent(), "No Chromium on the PATH; it is called one of " + NAMES);
        return new Browser(executable.orElseThrow());
    }

    /** What a test cannot do without: it is skipped on a laptop where that is missing, and fails in CI. */
    static void demand(boolean there, String missing) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing + ", which CI must have");
        }
        Assumptions.assumeTrue(there, missing);
    }

    /** A page of a browser that has never been here, as wide as given and in the language given. */
    Page page(int width, int height, String locale) {
        return browser.newContext(
                        new NewContextOptions().setViewportSize(width, height).setLocale(locale))
                .newPage();
    }

    private static Optional<Path> find() {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
