package io.tidebank.brand;

import io.tidebank.ladder.Ladder;
import java.util.List;

/** A ladder's names, for whoever shows it. Stages are lowest first. */
public record LadderInfo(String name, String titleEn, String titleZh, List<Stage> stages) {

    /**
     * One stage's code and names.
     *
     * @param bought whether who stands there counts as a buyer
     */
    public record Stage(String code, String en, String zh, boolean bought) {}

    static LadderInfo of(Ladder ladder) {
        return new LadderInfo(
                ladder.name(),
                ladder.title().en(),
                ladder.title().zh(),
                ladder.stages().stream()
                        .map(stage -> new Stage(
                                stage.code(), stage.name().en(), stage.name().zh(), stage.bought()))
                        .toList());
    }
}
