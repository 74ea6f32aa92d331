package io.tidebank.server.wire;

import io.tidebank.brand.LadderInfo;
import java.util.List;

/** A ladder as callers see it: names in two languages, stages lowest first. */
public record LadderView(String name, Names title, List<StageView> stages) {

    /** One name in English and in Chinese. */
    public record Names(String en, String zh) {}

    /**
     * A stage of the ladder.
     *
     * @param bought whether who stands there counts as a buyer
     */
    public record StageView(String code, Names name, boolean bought) {}

    public static LadderView of(LadderInfo ladder) {
        return new LadderView(
                ladder.name(),
                new Names(ladder.titleEn(), ladder.titleZh()),
                ladder.stages().stream()
                        .map(stage -> new StageView(stage.code(), new Names(stage.en(), stage.zh()), stage.bought()))
                        .toList());
    }
}
