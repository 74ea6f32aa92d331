package io.tidebank.collect.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path home;

    private Secrets secrets() {
        return new Secrets(Map.of("PASSWORD", "s3cret$1"), home);
    }

    @Test
    void referencesBecomeWhatTheyReferTo() throws Exception {
        Files.writeString(home.resolve("token"), "t0ken\n");

        assertThat(secrets().resolve("user=\"a\" password=\"${env:PASSWORD}\" ${file:token} $x ${other}"))
                .isEqualTo("user=\"a\" password=\"s3cret$1\" t0ken $x ${other}");
        assertThat(secrets().resolve("${file:" + home.resolve("token") + "}")).isEqualTo("t0ken");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> secrets().resolve("${env:NONE}"))
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_SECRET_MISSING)
                .hasMessage("The environment has no variable 'NONE'");
        assertThatThrownBy(() -> secrets().resolve("${file:none}"))
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_SECRET_MISSING)
                .hasMessage("The secret in %s cannot be read", home.resolve("none"));
    }

    @Test
    void valuesThatWereLookedUpAreHiddenInMessages() {
        Secrets secrets = secrets();
        secrets.resolve("${env:PASSWORD}");

        assertThat(secrets.hide("cannot log in with s3cret$1 at b:1")).isEqualTo("cannot log in with *** at b:1");
    }
}
