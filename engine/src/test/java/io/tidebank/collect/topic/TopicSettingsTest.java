package io.tidebank.collect.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {

    @Test
    void whatKafkaSaysIsToldWithoutTheSecretsThatWereGivenToIt() {
        TopicSettings settings = TopicSettings.ofCollector(
                "broker:9092",
                "acme",
                Map.of(
                        "ssl.key.password", "",
                        "ssl.keystore.key", "PRIVATE",
                        "sasl.oauthbearer.client.credentials.client.secret", "s3cret",
                        "sasl.jaas.config", "password=hunter2",
                        "client.id", "north"));

        assertThat(settings.told(new IllegalStateException("north: PRIVATE, s3cret, password=hunter2 are wrong")))
                .isEqualTo("north: ***, ***, *** are wrong");
    }
}
