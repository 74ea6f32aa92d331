package io.tidebank.collect.feed.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.collect.intake.Delivery;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of records, read from a real broker in this process; each test has a topic of its own. */
class KafkaRecordsTest extends OnKafka {

    @Override
    String feed() {
        return file("", topic);
    }

    private static String file(String shape, String topics) {
        return """
                feed: 1
                kind: kafka
                source: stream
                %s
                kafka: {bootstrap: '%s', topics: [%s]}
                """.formatted(shape, broker.bootstrap(), topics);
    }

    private void feed(String shape, String topics) {
        home.feed("orders", file(shape, topics));
    }

    /** An order as WooCommerce tells it, made so many days ago. */
    private void sendOrder(int number, int days) {
        send(0, """
                {"id":%1$d,"number":"%1$d","status":"pending","currency":"CNY","customer_id":5,
                 "date_created_gmt":"%2$s","line_items":[{"name":"tea","sku":"T","quantity":2,"price":3}]}
                """.formatted(number, Instant.now().minus(Duration.ofDays(days))));
    }

    @Test
    void aRecordThatNamesNeitherItselfNorItsTimeIsNamedByItsPlaceAndTimedByKafka() {
        send(1, """
                {"type":"track","event":"Signed Up","userId":"u"}""");
        long sent = System.currentTimeMillis();
        run();

        assertThat(touchIds()).containsExactly(topic + "-1-0");
        assertThat(Long.parseLong(
                        home.column("SELECT epoch_ms(occurred_at) FROM touch").getFirst()))
                .isBetween(sent - 60_000, sent + 60_000);
    }

    @Test
    void whatIsNoJsonIsPutAsideWithItsPlaceAndStopsNothing() {
        send(0, event("m00"));
        send(0, "not json");
        send(0, "[1]");
        KafkaBroker.send(producer, topic, 0, null);
        send(0, "{\"type\":\"track\",\"messageId\":\"bad\",\"userId\":\"u\"}");
        send(0, event("m01"));

        assertThat(run()).isEqualTo(new FeedStatus.Counts(6, 2, 0, 3, 0, 0));
        assertThat(touchIds()).isEqualTo(List.of("m00", "m01"));
        assertThat(home.quarantined())
                .extracting(
                        BadRow::file,
                        BadRow::column,
                        BadRow::line,
                        BadRow::reason,
                        row -> row.raw().substring(0, 3))
                .containsExactlyInAnyOrder(
                        tuple("stream", topic + "-0", 1L, FaultReason.NOT_JSON, "not"),
                        tuple("stream", topic + "-0", 2L, FaultReason.NOT_JSON, "[1]"),
                        tuple("stream", "event", 0L, FaultReason.MISSING_VALUE, "{\"t"));
    }

    @Test
    void documentsOfAnotherShapeBecomeEvents() {
        feed("shape: woocommerce-order", topic);
        send(0, """
                {"id":17,"number":"17","status":"pending","currency":"CNY","customer_id":5,
                 "date_created_gmt":"%s","line_items":[{"name":"tea","sku":"T","quantity":2,"price":3}]}
                """.formatted(Instant.now().minusSeconds(60)));
        run();

        assertThat(touchIds()).hasSize(1).first().asString().startsWith("order");
        assertThat(home.column("SELECT name FROM touch")).containsExactly("Order Placed");
    }

    /** Serialisers write nulls for what is not there. */
    @Test
    void aTimeThatIsNullIsTheRecordsOwn() {
        long then = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
        String value = """
                {"type":"track","event":"Signed Up","userId":"u","messageId":"m","timestamp":null,"originalTimestamp":null}""";
        KafkaBroker.await(producer.send(new ProducerRecord<>(topic, 0, then, null, value.getBytes(UTF_8))));
        run();

        assertThat(touchIds()).hasSize(1);
        assertThat(home.column("SELECT epoch_ms(occurred_at) FROM touch")).containsExactly(String.valueOf(then));
    }

    @Test
    void furtherEventsOfARecordAreNamedAsNoOtherRecordIs() {
        String longer = topic + "-1";
        broker.topic(longer, 1);
        home.shape("several", "shape: 1\nevents:\n  - {each: /all, event: Signed Up, user_id: /u}\n");
        feed("shape: several", topic + ", " + longer);
        send(1, "{\"all\":[{\"u\":\"a\"},{\"u\":\"b\"}]}");
        KafkaBroker.send(producer, longer, 0, "{\"all\":[{\"u\":\"c\"}]}".getBytes(UTF_8));
        KafkaBroker.send(producer, longer, 0, "{\"all\":[{\"u\":\"d\"}]}".getBytes(UTF_8));

        assertThat(run().accepted()).isEqualTo(4);
        assertThat(touchIds())
                .containsExactlyInAnyOrder(topic + "-1-0", topic + "-1-0#1", longer + "-0-0", longer + "-0-1");
    }

    @Test
    void whatIsOldIsToldByTheFirstLoadAndLeftOutAndCountedAfterIt() {
        feed("shape: woocommerce-order", topic);
        sendOrder(1, 90);
        sendOrder(2, 5);
        assertThat(run()).isEqualTo(new FeedStatus.Counts(2, 2, 0, 0, 0, 0));

        home.restart();
        sendOrder(1, 90);
        sendOrder(3, 1);

        assertThat(run()).isEqualTo(new FeedStatus.Counts(2, 1, 0, 0, 1, 0));
        assertThat(touchIds())
                .extracting(id -> id.replaceAll("^order/([0-9]+)/.*", "$1"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void whatWasMadeDuringAStandstillIsToldHoweverLongItWas() {
        feed("shape: woocommerce-order", topic);
        standsStill("{\"%1$s\":[0,0],\"@told\":{\"%1$s\":%2$d}}", 40);
        sendOrder(1, 45);
        sendOrder(2, 35);

        assertThat(run()).isEqualTo(new FeedStatus.Counts(2, 1, 0, 0, 1, 0));
        sendOrder(3, 35);
        assertThat(run()).isEqualTo(new FeedStatus.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aTopicOfWhichNobodyNotedWhenItWasReadWasReadAllTheTime() {
        feed("shape: woocommerce-order", topic);
        standsStill("{\"%1$s\":[0,0]}", 40);
        sendOrder(1, 45);
        sendOrder(2, 5);

        assertThat(run()).isEqualTo(new FeedStatus.Counts(2, 1, 0, 0, 1, 0));
    }

    private void standsStill(String position, int days) {
        Instant since = Instant.now().minus(Duration.ofDays(days));
        FeedMark mark = new FeedMark("orders", position.formatted(topic, since.toEpochMilli()));
        home.intake()
                .take(
                        home.sources().named(FeedHome.BRAND, FeedHome.SOURCE).orElseThrow(),
                        new Delivery(List.of(), List.of(), since, mark, Call.Ids.OF_MESSAGES, false));
    }
}
