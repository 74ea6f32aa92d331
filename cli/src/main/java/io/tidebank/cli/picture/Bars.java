package io.tidebank.cli.picture;

/** Bars of block characters, as wide as a part of the room given. */
final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private Bars() {}

    /** From the left, in steps of an eighth of a cell; anything above nothing shows. */
    static String left(double part, int width) {
        int eighths = (int) Math.round(part * width * 8);
        if (part > 0) {
            eighths = Math.max(1, eighths);
        }
        String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return TextWidth.padRight(bar, width);
    }

    /** Around the middle, in steps of a whole cell on both sides. */
    static String centred(double part, int width) {
        int half = Math.min(width / 2, (int) Math.round(part * width / 2));
        if (part > 0 && half == 0) {
            return " ".repeat((width - 1) / 2) + "▏" + " ".repeat(width - 1 - (width - 1) / 2);
        }
        int side = width / 2 - half;
        return TextWidth.padRight(" ".repeat(side) + "█".repeat(half * 2), width);
    }
}
