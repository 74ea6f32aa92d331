package io.tidebank.ladder;

import io.tidebank.fold.Predicates;
import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import io.tidebank.ladder.Clause.Polarity;
import io.tidebank.ladder.Ladder.Stage;
import io.tidebank.ladder.Ladder.Title;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import io.tidebank.touch.TouchKinds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads ladders from {@code methods/ladders/NAME.yaml}; faults are named with file, line and field. */
public final class LadderFile {

    private static final String SCHEMA = "schemas/ladder.schema.json";

    private final MethodDocument document;
    private final TouchKinds kinds;
    private final List<String> faults = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();

    private LadderFile(MethodDocument document, TouchKinds kinds) {
        this.document = document;
        this.kinds = kinds;
    }

    /** Reads the ladder of this name, and sees that a fold can be made of it. */
    public static Ladder read(MethodFiles methods, TouchKinds kinds, String name) {
        String path = path(name);
        Ladder ladder = parse(methods.place(path), methods.read(path), methods.read(SCHEMA), name, kinds);
        LadderProgram.compile(ladder, kinds, new Predicates());
        return ladder;
    }

    /** Where the ladder of this name lies among the method files. */
    public static String path(String name) {
        return "ladders/" + name + ".yaml";
    }

    static Ladder parse(String path, String text, String schema, String name, TouchKinds kinds) {
        return new LadderFile(MethodDocument.read(path, text, schema), kinds).ladder(name);
    }

    private Ladder ladder(String name) {
        JsonNode root = document.root();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < root.path("stages").size(); i++) {
            stages.add(stage(root.path("stages").path(i), List.of("stages", i)));
        }
        document.refuse(faults);
        return new Ladder(name, title(root.path("title")), root.path("about").asString(), stages);
    }

    private Stage stage(JsonNode node, List<Object> at) {
        String code = node.path("code").asString();
        if (codes.contains(code)) {
            faults.add(document.fault(with(at, "code"), "'%s' is the code of an earlier stage".formatted(code)));
        }
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < node.path("when").size(); i++) {
            clauses.add(clause(node.path("when").path(i), with(at, "when", i)));
        }
        codes.add(code);
        return new Stage(code, title(node.path("name")), node.path("bought").asBoolean(false), clauses);
    }

    private Clause clause(JsonNode node, List<Object> at) {
        if (node.has("state")) {
            return new Holding(HeldState.valueOf(upper(node.path("state"))));
        }
        return new Behaviour(
                kinds(node.path("kinds"), with(at, "kinds")),
                scope(node.path("scope")),
                node.path("at_least").asInt(1),
                node.has("of") ? CountOf.valueOf(upper(node.path("of"))) : CountOf.TOUCHES,
                node.has("amount_at_least")
                        ? new BigDecimal(node.path("amount_at_least").asString())
                        : null,
                window(node.path("within").asString()),
                node.has("polarity") ? Polarity.valueOf(upper(node.path("polarity"))) : null,
                standingOn(node, with(at, "standing_on")));
    }

    private List<String> kinds(JsonNode node, List<Object> at) {
        List<String> names = texts(node);
        for (int i = 0; i < names.size(); i++) {
            if (kinds.code(names.get(i)) < 0) {
                faults.add(document.fault(
                        with(at, i), "no kind of touch is called '%s'; see touch-kinds.yaml".formatted(names.get(i))));
            }
        }
        return names;
    }

    private @Nullable String standingOn(JsonNode node, List<Object> at) {
        if (!node.has("standing_on")) {
            return null;
        }
        String code = node.path("standing_on").asString();
        if (!codes.contains(code)) {
            faults.add(document.fault(at, "'%s' is no lower stage; lower stages are %s".formatted(code, codes)));
        }
        return code;
    }

    private static Map<String, List<String>> scope(JsonNode node) {
        Map<String, List<String>> scope = new TreeMap<>();
        node.properties().forEach(entry -> scope.put(entry.getKey(), texts(entry.getValue())));
        return scope;
    }

    private static @Nullable Duration window(String text) {
        return text.equals("ever") ? null : Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asString()));
        return texts;
    }

    private static Title title(JsonNode node) {
        return new Title(node.path("en").asString(), node.path("zh").asString());
    }

    private static String upper(JsonNode node) {
        return node.asString().toUpperCase(Locale.ROOT);
    }

    private static List<Object> with(List<Object> path, Object... more) {
        List<Object> longer = new ArrayList<>(path);
        longer.addAll(List.of(more));
        return longer;
    }
}
