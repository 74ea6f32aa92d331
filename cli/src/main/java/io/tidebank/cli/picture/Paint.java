package io.tidebank.cli.picture;

/** Colours a text where the terminal has colours, and leaves it alone elsewhere. */
public enum Paint {
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    BAD("31"),
    WARM("33"),
    /** From the coolest stage to the warmest: four steps of one hue. */
    STAGE_1("38;5;153"),
    STAGE_2("38;5;111"),
    STAGE_3("38;5;69"),
    STAGE_4("38;5;27");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text, boolean colours) {
        return colours && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The hue of the n-th of some stages, lowest first. */
    static Paint ofStage(int index, int stages) {
        Paint[] hues = {STAGE_1, STAGE_2, STAGE_3, STAGE_4};
        int step = stages <= 1 ? hues.length - 1 : index * (hues.length - 1) / (stages - 1);
        return hues[Math.clamp(step, 0, hues.length - 1)];
    }
}
