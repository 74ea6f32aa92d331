package io.tidebank.cli.console;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The console of a home, served as it always is and opened in a real browser, and what that complains of. */
final class ServedConsole implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "console-pictures");
    private static final int PATIENCE_MILLIS = 20_000;

    private final List<String> complaints = new ArrayList<>();
    private final Browser browser;
    private final TidebankServer server;

    private ServedConsole(Browser browser, TidebankServer server) {
        this.browser = browser;
        this.server = server;
    }

    /** Serves a home; the tests are skipped, or fail in CI, where there is no browser or the console is not built. */
    static ServedConsole of(Tidebank tidebank, Path home) throws IOException {
        Browser.demand(
                TidebankServer.class.getResource("/static/index.html") != null,
                "The console is not built (./mvnw package builds it)");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Browser browser = Browser.open();
        return new ServedConsole(browser, TidebankServer.start(tidebank, home, 0));
    }

    /** A page in a browser that has never been here and is let in. */
    Page open(int width, int height, String locale, String path) {
        Page page = stranger(width, height, locale);
        page.onConsoleMessage(this::note);
        page.onPageError(complaints::add);
        page.navigate(link(path));
        return page;
    }

    /** A page in a browser that has never been here, not yet let in. */
    Page stranger(int width, int height, String locale) {
        return browser.page(width, height, locale);
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }

    /** Errors and warnings of all pages that were opened since {@link #forgetComplaints}. */
    List<String> complaints() {
        return complaints;
    }

    void forgetComplaints() {
        complaints.clear();
    }

    /** A link that lets one browser in, once. */
    String link(String path) {
        return server.consoleLink(path);
    }

    String url() {
        return server.url();
    }

    /** Keeps a picture for whoever wants to look. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        server.close();
        browser.close();
    }
}
