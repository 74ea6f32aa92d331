package io.tidebank.brand.home;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.Predicates;
import io.tidebank.ladder.Ladder;
import io.tidebank.ladder.LadderError;
import io.tidebank.ladder.LadderFile;
import io.tidebank.method.MethodFiles;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ladders that a brand keeps up to date. One whose file is faulty, or that asks for too much beside those before it, is
 * refused when it is asked for, and stops no other.
 */
public final class BrandLadders {

    private final BrandSettings settings;
    private final List<Ladder> sound = new ArrayList<>();
    private final Map<String, TidebankException> faulty = new LinkedHashMap<>();
    private final String hashes;

    private BrandLadders(BrandSettings settings, MethodFiles methods, TouchKinds kinds) {
        this.settings = settings;
        Predicates asked = new Predicates();
        for (String name : settings.ladders()) {
            try {
                Ladder ladder = LadderFile.read(methods, kinds, name);
                asked = ladder.beside(asked, kinds);
                sound.add(ladder);
            } catch (TidebankException e) {
                faulty.put(name, e);
            }
        }
        // The first line tells all of them from the last few of more.
        this.hashes = "ladders\n"
                + sound.stream()
                        .map(ladder -> ladder.name() + " " + methods.hash(LadderFile.path(ladder.name())) + "\n")
                        .collect(joining());
    }

    /** Reads the files of a brand's ladders. */
    public static BrandLadders read(BrandSettings settings, MethodFiles methods, TouchKinds kinds) {
        return new BrandLadders(settings, methods, kinds);
    }

    /** Those that are right, in the brand's order. */
    public List<Ladder> sound() {
        return List.copyOf(sound);
    }

    /** Changes when the file of one of these does. */
    public String hashes() {
        return hashes;
    }

    /** What is wrong with the others, a fault each, with file, line and field. */
    public List<String> faults() {
        return faulty.values().stream()
                .flatMap(fault -> Stream.of(String.valueOf(fault.getMessage()).split("\n")))
                .toList();
    }

    /** One of them, by name. LADDER_NOT_FOUND if the brand does not have it; its file's faults if that is not right. */
    public Ladder named(String name) {
        TidebankException fault = faulty.get(name);
        if (fault != null) {
            throw again(fault);
        }
        return sound.stream()
                .filter(ladder -> ladder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        LadderError.LADDER_NOT_FOUND,
                        "Brand '%s' keeps no ladder '%s' up to date. It has: %s. Add it to its ladders in tidebank.yaml"
                                .formatted(settings.name(), name, settings.ladders())));
    }

    /** Throws the first fault if no ladder at all is right. */
    public void requireAny() {
        if (sound.isEmpty()) {
            faulty.values().stream().findFirst().ifPresent(fault -> {
                throw again(fault);
            });
        }
    }

    private static TidebankException again(TidebankException fault) {
        return new TidebankException(fault.code(), String.valueOf(fault.getMessage()), fault);
    }
}
