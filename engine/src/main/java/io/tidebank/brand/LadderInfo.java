package io.tidebank.brand;

import io.tidebank.ladder.Ladder;
import java.util.List;

/** A ladder's names, for whoever shows it. Stages are lowest first. */
public record LadderInfo(String name, String titleEn, String titleZh, List<Stage> stages) {

    /** One stage's code and names. */
    public record Stage(String code, String en, String zh) {}

    static LadderInfo of(Ladder ladder) {
        return new LadderInfo(
                ladder.name(),
                ladder.title().en(),
                ladder.title().zh(),
                ladder.stages().stream()
                        .map(stage -> new Stage(
                                stage.code(), stage.name().en(), stage.name().zh()))
                        .toList());
    }
}
