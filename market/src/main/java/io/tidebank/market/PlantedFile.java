package io.tidebank.market;

import io.tidebank.error.TidebankException;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.SalesSeason;
import io.tidebank.market.plan.StageRates;
import io.tidebank.market.plan.Touchpoint;
import io.tidebank.method.MethodDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A market's truth from a file: YAML or JSON, with the names and shapes of {@code planted} in truth.json, and as much of it as
 * is to be other than in the demo. Channels and prices are told apart by their touchpoint and seasons by their code: those of
 * the file change or join the demo's. Lists of numbers are whole.
 */
public final class PlantedFile {

    private static final String SCHEMA = "planted.schema.json";

    /**
     * A list whose elements are told apart.
     *
     * @param key their member that does so
     * @param usual what a new one is that does not say so, as JSON
     */
    private record Listed(String key, String usual) {}

    private static final Map<String, Listed> LISTS = Map.of(
            "channels", new Listed("touchpoint", "{\"reach\":0,\"click_rate\":0,\"visits\":0,\"effect\":1}"),
            "prices", new Listed("touchpoint", "{\"per_mille\":0,\"per_click\":0}"),
            "seasons", new Listed("code", "{\"warm_up_days\":0,\"visits\":1,\"orders\":1,\"discount\":1}"));

    private PlantedFile() {}

    /** Reads it; METHOD_INVALID with line and field of whatever is not right in it, MARKET_SETTINGS_INVALID if there is none. */
    public static Planted read(Path file) {
        String name = file.getFileName().toString();
        MethodDocument document = MethodDocument.read(name, text(file), schema());
        ObjectNode whole = Truth.json().valueToTree(Planted.demo());
        merge(whole, (ObjectNode) document.root());
        try {
            return checked(name, Truth.json().treeToValue(whole, Planted.class));
        } catch (InvalidFormatException e) {
            String wanted = e.getTargetType() == MonthDay.class
                    ? "day of a year, such as --06-18"
                    : "touchpoint; there are " + String.join(", ", touchpoints());
            throw invalid("%s: '%s' is no %s".formatted(name, e.getValue(), wanted), e);
        } catch (JacksonException e) {
            throw invalid("%s: %s".formatted(name, e.getOriginalMessage()), e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            String name = field.getKey();
            JsonNode old = into.get(name);
            Listed listed = LISTS.get(name);
            if (old instanceof ObjectNode part && field.getValue() instanceof ObjectNode other) {
                merge(part, other);
            } else if (listed != null && old instanceof ArrayNode list) {
                field.getValue().forEach(element -> merge(list, (ObjectNode) element, listed));
            } else {
                into.set(name, field.getValue());
            }
        }
    }

    private static void merge(ArrayNode list, ObjectNode element, Listed listed) {
        for (JsonNode old : list) {
            if (Objects.equals(old.path(listed.key()), element.path(listed.key()))) {
                merge((ObjectNode) old, element);
                return;
            }
        }
        ObjectNode added = (ObjectNode) Truth.json().readTree(listed.usual());
        merge(added, element);
        list.add(added);
    }

    private static Planted checked(String name, Planted planted) {
        StageRates stages = planted.stages();
        if (stages.awareAtStart() + stages.interestedAtStart() + stages.buyerAtStart() > 1) {
            throw invalid("%s: stages: the shares at the start are more than 1 together".formatted(name), null);
        }
        if (planted.shares().positive() + planted.shares().negative() > 1) {
            throw invalid("%s: shares: positive and negative are more than 1 together".formatted(name), null);
        }
        for (SalesSeason season : planted.seasons()) {
            if (Stream.of(season.zh(), season.en(), season.from(), season.to()).anyMatch(Objects::isNull)) {
                throw invalid(
                        "%s: seasons: '%s' is new, and so has to say zh, en, from and to"
                                .formatted(name, season.code()),
                        null);
            }
            if (season.from().isAfter(season.to())) {
                throw invalid(
                        "%s: seasons: '%s' ends before it begins; one over the turn of the year is two"
                                .formatted(name, season.code()),
                        null);
            }
        }
        return planted;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw invalid("There is no file %s".formatted(file), e);
        } catch (CharacterCodingException e) {
            throw invalid("%s is no text in UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw invalid("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String schema() {
        try (InputStream schema = Objects.requireNonNull(PlantedFile.class.getResourceAsStream(SCHEMA))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(SCHEMA, e);
        }
    }

    private static List<String> touchpoints() {
        return Stream.of(Touchpoint.values()).map(Touchpoint::path).toList();
    }

    private static TidebankException invalid(String message, @Nullable Exception cause) {
        return new TidebankException(MarketError.MARKET_SETTINGS_INVALID, message, cause);
    }
}
