package io.tidebank.collect.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.protocol.Call;
import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShapeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    @Test
    void fieldsAreFoundWhereTheFileSays() throws IOException {
        Shape shape = shape("""
                shape: 1
                events:
                  - event: Ticket Bought
                    message_id: {join: [{text: ticket}, /no]}
                    timestamp: {at: /day, format: 'dd.MM.yyyy HH:mm', zone: Asia/Shanghai}
                    user_id: [/member, /card]
                    traits: {email: /mail}
                    properties: {order_id: /no, revenue: /money/sum}
                    products:
                      each: /seats
                      line_id: /row
                      fields: {product_id: /row, price: /price, hall: {outer: /hall}}
                """);

        assertThat(shape.events(json("""
                        {"no": 7, "day": "19.11.2026 20:15", "card": "c-1", "mail": "ann@mail.example", "hall": "A",
                         "money": {"sum": "30.00"}, "seats": [{"row": "r1", "price": 10}, {"row": "r1", "price": 20}]}"""), Ages.at(NOW))).containsExactly(json("""
                        {"type": "track", "event": "Ticket Bought", "messageId": "ticket/7", "userId": "c-1",
                         "timestamp": "2026-11-19T12:15:00Z", "context": {"traits": {"email": "ann@mail.example"}},
                         "properties": {"order_id": 7, "revenue": "30.00", "products": [
                           {"product_id": "r1", "price": 10, "hall": "A", "line_id": "r1/1"},
                           {"product_id": "r1", "price": 20, "hall": "A", "line_id": "r1/2"}]}}"""));
    }

    @Test
    void conditionsChooseWhatADocumentTells() throws IOException {
        Shape shape = shape("""
                shape: 1
                events:
                  - when: [{at: /state, in: [paid, '2']}, {at: /test, not_in: ['true']}]
                    event: Paid
                  - when: [{at: /gift, exists: true}]
                    event: Gift
                  - when: [{at: /made, format: epoch_s, younger_than_days: 2}]
                    event: Fresh
                  - each: /returns
                    when: [{at: {absolute: /sum}, exists: true}]
                    event: Returned
                    properties: {revenue: {absolute: /sum}}
                """);

        assertThat(names(shape, "{\"state\": 2}")).containsExactly("Paid");
        assertThat(names(shape, "{\"state\": \"paid\", \"test\": true}")).isEmpty();
        assertThat(names(shape, "{\"gift\": \"\"}")).isEmpty();
        assertThat(names(shape, "{\"gift\": {}}")).containsExactly("Gift");
        assertThat(names(shape, "{\"made\": %d}".formatted(NOW.getEpochSecond() - 3600)))
                .containsExactly("Fresh");
        assertThat(names(shape, "{\"made\": %d}".formatted(NOW.getEpochSecond() - 3 * 86_400)))
                .isEmpty();
        assertThat(shape.events(json("{\"returns\": [{\"sum\": \"-4.50\"}, {}, {\"sum\": 1}]}"), Ages.at(NOW)))
                .extracting(event -> event.at("/properties/revenue").asString())
                .containsExactly("4.50", "1");
    }

    @Test
    void nothingIsYoungerThanWhatIsKnownUnlessItWasNeverTold() throws IOException {
        Shape shape = shape("""
                shape: 1
                events:
                  - when: [{at: /made, younger_than_days: 25}]
                    event: Fresh
                """);
        ObjectNode order = json("{\"made\": \"2026-11-08T12:00:00Z\"}");
        Ages week = new Ages(NOW, Duration.ofDays(7), null);

        assertThat(shape.events(order, new Ages(NOW, Duration.ofDays(30), null)))
                .hasSize(1);
        assertThat(shape.events(order, week)).isEmpty();
        assertThat(shape.events(order, week.untoldSince(NOW.minus(Duration.ofDays(13)))))
                .hasSize(1);
        assertThat(shape.events(order, week.untoldSince(NOW.minus(Duration.ofDays(11)))))
                .isEmpty();
        assertThat(shape.ids()).isEqualTo(Call.Ids.OF_THINGS);
        assertThat(shape("{shape: 1, events: [{event: X}]}").ids()).isEqualTo(Call.Ids.OF_MESSAGES);
    }

    @Test
    void numbersAreReckonedAsTheFileSays() throws IOException {
        Shape shape = shape("""
                shape: 1
                events:
                  - event: Returned
                    properties:
                      left: {subtract: [/all, /tax, [/post, {text: '0'}]]}
                      goods: {portion: {absolute: /back}, by: {subtract: [/all, /tax]}, per: /all}
                """);

        assertThat(reckoned(shape, "{\"all\": \"30.00\", \"tax\": 5, \"back\": -10}"))
                .isEqualTo("25.00 8.3333");
        assertThat(reckoned(shape, "{\"all\": 30, \"tax\": 5, \"post\": \"2.5\", \"back\": -31}"))
                .isEqualTo("22.5 25");
        assertThat(reckoned(shape, "{\"all\": 0, \"tax\": -7, \"back\": 3}")).isEqualTo("7 3");
        assertThat(reckoned(shape, "{\"all\": 30, \"back\": 3}")).isEqualTo("- 3");
        assertThat(reckoned(shape, "{\"all\": 30, \"tax\": \"five\"}")).isEqualTo("- -");
    }

    private static String reckoned(Shape shape, String text) throws IOException {
        JsonNode properties = shape.events(json(text), Ages.at(NOW)).getFirst().path("properties");
        return properties.path("left").asString("-") + " "
                + properties.path("goods").asString("-");
    }

    @Test
    void aTimeThatCannotBeReadStaysOneThatNobodyTakes() throws IOException {
        Shape shape = shape("{shape: 1, events: [{event: X, timestamp: /at}]}");

        assertThat(shape.events(json("{\"at\": \"yesterday\"}"), Ages.at(NOW))
                        .getFirst()
                        .path("timestamp")
                        .asString())
                .isEqualTo("unreadable: yesterday");
        assertThat(shape.events(json("{\"at\": \"2026-02-30T10:00:00Z\"}"), Ages.at(NOW))
                        .getFirst()
                        .path("timestamp")
                        .asString())
                .isEqualTo("unreadable: 2026-02-30T10:00:00Z");
        assertThat(shape.events(json("{}"), Ages.at(NOW)).getFirst().has("timestamp"))
                .isFalse();
    }

    @Test
    void segmentEventsAreTakenAsTheyAre() {
        Shape shape = Shape.read(new MethodFiles(null), "brand", "segment");

        assertThat(shape.events(json("{\"type\": \"track\", \"event\": \"A\"}"), Ages.at(NOW)))
                .containsExactly(json("{\"type\": \"track\", \"event\": \"A\"}"));
        assertThat(names(shape, "{\"batch\": [{\"event\": \"A\"}, 3, {\"event\": \"B\"}]}"))
                .containsExactly("A", "B");
    }

    @Test
    void aBrandsOwnFileComesBeforeTheOneForAll() throws IOException {
        shape("{shape: 1, events: [{event: All}]}");
        write("shapes/ours/mine.yaml", "{shape: 1, events: [{event: Ours}]}");

        assertThat(names(Shape.read(new MethodFiles(home), "ours", "mine"), "{}"))
                .containsExactly("Ours");
        assertThat(names(Shape.read(new MethodFiles(home), "other", "mine"), "{}"))
                .containsExactly("All");
    }

    @Test
    void faultsAreSaidWithFileLineAndField() {
        assertThatThrownBy(() -> shape("""
                        shape: 1
                        events:
                          - event: X
                            user_id: member
                        """))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("shapes/mine.yaml:4: events[0].user_id");
        assertThatThrownBy(() -> shape("""
                        shape: 1
                        events:
                          - event: X
                            timestamp: {at: /t, format: 'yyyy-bb', zone: Mars/Rover}
                        """))
                .hasMessageContaining("shapes/mine.yaml:4: events[0].timestamp.format: this is no pattern of a date")
                .hasMessageContaining("events[0].timestamp.zone: there is no such time zone");
    }

    private Shape shape(String text) throws IOException {
        write("shapes/mine.yaml", text);
        return Shape.read(new MethodFiles(home), "brand", "mine");
    }

    private void write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static List<String> names(Shape shape, String document) {
        return shape.events(json(document), Ages.at(NOW)).stream()
                .map(event -> event.path("event").asString())
                .toList();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
