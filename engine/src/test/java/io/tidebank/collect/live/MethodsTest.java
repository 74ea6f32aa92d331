package io.tidebank.collect.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.source.Source;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a brand's own files change. */
class MethodsTest {

    @TempDir
    Path home;

    private LiveBrand brand;

    @BeforeEach
    void open() {
        brand = new LiveBrand(home);
    }

    @Test
    void aBrandAddsNamesAndReplacesOthers() {
        brand.with("events/ours.yaml", """
                events: 1
                rules:
                  - names: [Try-On Booked]
                    kind: sample
                    fields: {item: [garment], store: [shop]}
                    touchpoint: {family: store, from: [shop]}
                    ids: {loyalty: [card]}
                  - {names: [Product Clicked], kind: click}
                  - {names: [Purchase], kind: order, amount: revenue, also: pay, once_per: order_id}
                touchpoints:
                  media: {tv: television}
                """);

        Touch booked = brand.track("try_on booked", "{\"garment\":\"g1\",\"shop\":\"Paris\",\"card\":\"L1\"}")
                .getFirst();
        assertThat(ShownTouch.of(booked)).isEqualTo("sample item=g1 touchpoint=store.paris");
        assertThat(booked.ids()).extracting(id -> id.text()).containsExactly("user:u", "loyalty:L1");
        assertThat(ShownTouch.of(brand.track("Product Clicked", "{\"sku\":\"s\"}")))
                .isEqualTo("click item=s");
        assertThat(brand.track("Purchase", "{\"order_id\":\"o1\",\"revenue\":1}"))
                .extracting(Touch::touchId)
                .containsExactly("order/o1", "order/o1/pay");
    }

    @Test
    void whatIsTakenOnceForAThingIsRememberedWithThings() {
        brand.with("events/ours.yaml", """
                events: 1
                rules: [{names: [Purchase], kind: order, amount: revenue, once_per: order_id}]
                """);
        String event = "{\"event\":\"Purchase\",\"messageId\":\"m\",\"userId\":\"u\",\"properties\":{%s\"revenue\":1}}";

        assertThat(brand.send(Endpoint.TRACK, event.formatted("\"order_id\":\"o1\","))
                        .events())
                .extracting(LiveEvent::memory)
                .containsExactly(Memory.RESERVED);
        for (String named : List.of(event, event.replace("\"m\"", "\"click-1@mail.example\""))) {
            assertThat(brand.send(Endpoint.TRACK, named.formatted("")).events())
                    .extracting(LiveEvent::memory)
                    .containsExactly(Memory.SHARED);
        }
    }

    @Test
    void aFileForAnotherBrandSaysNothing() {
        brand.with("events/ours.yaml", "events: 1\nbrands: [other]\nrules: [{names: [x], kind: sample}]\n");

        assertThat(ShownTouch.of(brand.track("x", "{}"))).isEqualTo("custom");
    }

    @Test
    void faultsAreSaidWithFileLineAndField() {
        brand.with("events/ours.yaml", """
                events: 1
                rules:
                  - names: [a]
                    kind: buying
                  - names: [b, A]
                    kind: view
                """);

        assertThatThrownBy(brand::reader).hasMessage("""
                events/ours.yaml:4: rules[0].kind: there is no kind 'buying' in touch-kinds.yaml
                events/ours.yaml:5: rules[1].names[1]: 'A' is in this file twice""");
    }

    @Test
    void aSourceHasAKindForUnknownNamesAndAListOfAllowedOnes() {
        Source source = new Source("demo", "app", true, Set.of("a", "Product Viewed"), "interact", LiveBrand.NOW);
        Reading reading = brand.send(source, Endpoint.BATCH, """
                {"batch":[{"type":"track","event":"a","userId":"u"},{"type":"track","event":"b","userId":"u"},
                {"type":"track","event":"Product Viewed","userId":"u"},{"type":"page","name":"b","userId":"u"}]}""");

        assertThat(reading.touches()).extracting(Touch::kind).containsExactly("interact", "view", "visit");
        assertThat(reading.touches()).extracting(Touch::source).containsOnly("app");
        assertThat(reading.bad())
                .extracting(BadEvent::index, BadEvent::reason)
                .containsExactly(tuple(1, FaultReason.NAME_NOT_ALLOWED));
    }

    @Test
    void aPlanFlagsOrPutsAsideWhatIsNotAsPlanned() {
        String schema = "{type: object, required: [sku], properties: {price: {type: number}}}";
        brand.with("tracking/demo.yaml", """
                tracking: 1
                mode: flag
                events:
                  Flagged: {schema: %1$s}
                  Strict: {mode: quarantine, schema: %1$s}
                  Loose: {mode: 'off', schema: %1$s}
                """.formatted(schema));
        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[{"type":"track","event":"Flagged","userId":"u","properties":{"sku":"s","price":"secret"}},
                {"type":"track","event":"Strict","userId":"u"},{"type":"track","event":"Loose","userId":"u"},
                {"type":"track","event":"Strict","userId":"u","properties":{"sku":"s"}}]}""");

        assertThat(reading.touches())
                .extracting(Touch::context)
                .containsExactly("{\"plan_faults\":[\"properties/price: type\"]}", null, null);
        assertThat(reading.bad())
                .extracting(BadEvent::reason, BadEvent::field)
                .containsExactly(tuple(FaultReason.PLAN_BROKEN, "properties/sku: required"));
    }

    /** Bounds of whole numbers are held against none that are larger than a long, as far as the library goes. */
    @ParameterizedTest
    @ValueSource(strings = {"1e19", "1e400", "1.5e300", "-1e19"})
    void whatAPlanCannotMeasureDoesNotMeetIt(String number) {
        brand.with("tracking/demo.yaml", """
                tracking: 1
                mode: quarantine
                events:
                  Counted:
                    schema: {properties: {lines: {items: {properties: {n: {type: integer, minimum: 0, maximum: 10}}}}}}
                """);
        String event =
                "{\"type\":\"track\",\"event\":\"Counted\",\"userId\":\"u\",\"properties\":{\"a\":1,\"lines\":[{\"n\":1},{\"n\":%s}]}}";
        Reading reading = brand.send(
                Endpoint.BATCH, "{\"batch\":[%s,%s]}".formatted(event.formatted(number), event.formatted(2)));

        assertThat(reading.touches()).hasSize(1);
        assertThat(reading.bad())
                .extracting(BadEvent::reason, BadEvent::field)
                .containsExactly(tuple(FaultReason.PLAN_BROKEN, "properties/lines/1/n: type"));
    }

    @Test
    void anEventThatNothingCanReadHoldsUpNoOther() {
        LiveReader reader = brand.reader();
        Request.Accepted request =
                (Request.Accepted) reader.parse(Call.of(Endpoint.BATCH, LiveBrand.NOW), """
                {"batch":[{"type":"track","event":"a","userId":"u"},{"type":"track","event":"b","userId":"u"}]}""".getBytes(UTF_8));

        Reading reading = reader.read(LiveBrand.WEB, request, event -> {
            if (event.touches().stream().anyMatch(touch -> "a".equals(touch.name()))) {
                throw new IllegalStateException("a");
            }
            return true;
        });

        assertThat(reading.touches()).extracting(Touch::name).containsExactly("b");
        assertThat(reading.bad())
                .extracting(BadEvent::index, BadEvent::reason, BadEvent::field)
                .containsExactly(tuple(0, FaultReason.WRONG_TYPE, "the event"));
    }

    @Test
    void aPlanReachesForNothingOutsideItself() {
        brand.with("tracking/demo.yaml", """
                tracking: 1
                events:
                  a: {schema: {properties: {x: {$ref: 'http://127.0.0.1:9/schema.json'}}}}
                  b: {schema: {properties: {x: {$ref: '#/$defs/y'}}, $defs: {y: {type: number}}}}
                  c: {schema: {properties: {x: {$ref: '#/$defs/z'}}}}
                """);

        assertThatThrownBy(brand::reader).hasMessage("""
                tracking/demo.yaml:3: events.a.schema: every $ref has to lead to a place in this schema: '#/...'
                tracking/demo.yaml:5: events.c.schema: every $ref has to lead to a place in this schema: '#/...'""");
    }

    @Test
    void limitsAreTheBrands() {
        brand.with(
                "collection/demo.yaml",
                "collection: 1\nlimits: {event_kb: 1, batch_events: 2, past_days: 30, future_hours: 0}\n");

        assertThat(brand.reader().settings().limits())
                .isEqualTo(new Limits(1 << 10, 500 << 10, 2, 64, Duration.ofDays(30), Duration.ZERO));
        brand.with("collection/demo.yaml", "collection: 1\nlimits: {event_kb: 64, batch_kb: 32}\n");
        assertThatThrownBy(brand::reader)
                .hasMessage(
                        "collection/demo.yaml:2: limits.batch_kb: a batch has to hold at least one event of event_kb");
    }
}
