package io.tidebank.cli.terminal;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/**
 * What the two output streams are joined to.
 *
 * @param screen standard output is a terminal
 * @param errorScreen standard error is a terminal, so a line on it may be drawn again
 * @param colours colours are wanted and can be shown
 * @param columns how many columns a picture may take
 */
public record Terminal(boolean screen, boolean errorScreen, boolean colours, int columns) {

    /** A file or a pipe: no colours, no line drawn twice, a steady width. */
    public static final Terminal PLAIN = new Terminal(false, false, false, 100);

    private static final int LEAST_COLUMNS = 60;
    private static final int MOST_COLUMNS = 140;

    /** The terminal of this process, as the launcher found it; the JVM's own view where there was no launcher. */
    public static Terminal ofProcess() {
        boolean screen = isTerminal("tidebank.stdout");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        String noColour = System.getenv("NO_COLOR");
        boolean colours = screen && !dumb && (noColour == null || noColour.isEmpty());
        return new Terminal(
                screen, isTerminal("tidebank.stderr") && !dumb, colours, screen ? columnsFound() : PLAIN.columns);
    }

    /** How wide sentences may be: as wide as the terminal; in a pipe a sentence is one line, however long. */
    public int proseColumns() {
        return screen ? columns : Integer.MAX_VALUE;
    }

    /** The same for standard error. */
    public int errorColumns() {
        return errorScreen ? columns : Integer.MAX_VALUE;
    }

    @SuppressWarnings("SystemConsoleNull") // in a pipe it is null, since Java 25 as before Java 22
    private static boolean isTerminal(String property) {
        String found = System.getProperty(property);
        if (found != null) {
            return found.equals("terminal");
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int columnsFound() {
        int columns = number(System.getProperty("tidebank.columns"), number(System.getenv("COLUMNS"), 100));
        return Math.clamp(columns, LEAST_COLUMNS, MOST_COLUMNS);
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
