package io.tidebank.collect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.source.Sources.WithKey;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    private Sources open() {
        InstantSource moving = () -> now;
        return Sources.open(home, TouchKindsFile.read(new MethodFiles(null)), moving.withZone(ZoneOffset.UTC));
    }

    @Test
    void aSourceIsFoundByItsKeyAlsoAfterANewStart() {
        WithKey web = open().create("demo", "web");

        assertThat(web.writeKey()).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(open().find(web.writeKey())).contains(web.source());
        assertThat(open().find(web.writeKey() + "x")).isEmpty();
        assertThat(open().find("")).isEmpty();
        assertThat(open().find("x".repeat(100_000))).isEmpty();
    }

    @Test
    void theKeyItselfIsNowhereInTheHome() throws IOException {
        String key = open().create("demo", "web").writeKey();

        for (String file : new String[] {"catalog.db", "catalog.db-wal"}) {
            if (Files.exists(home.resolve(file))) {
                assertThat(Files.readString(home.resolve(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(key);
            }
        }
    }

    @Test
    void anOldKeyWorksUntilTheTimeThatWasSaid() {
        Sources sources = open();
        WithKey old = sources.create("demo", "web");

        WithKey fresh = sources.rotate("demo", "web", Duration.ofDays(7));

        assertThat(fresh.writeKey()).isNotEqualTo(old.writeKey());
        assertThat(sources.find(old.writeKey())).isPresent();
        now = now.plus(Duration.ofDays(7));
        assertThat(sources.find(old.writeKey())).isEmpty();
        assertThat(sources.find(fresh.writeKey())).isPresent();
        sources.rotate("demo", "web", Duration.ZERO);
        assertThat(sources.find(fresh.writeKey())).isEmpty();
    }

    @Test
    void changesCountAtOnce() {
        Sources sources = open();
        String key = sources.create("demo", "web").writeKey();

        sources.disable("demo", "web");
        assertThat(sources.find(key))
                .hasValueSatisfying(source -> assertThat(source.enabled()).isFalse());
        sources.enable("demo", "web");
        sources.allow("demo", "web", Set.of("a", "b"));
        sources.defaultKind("demo", "web", "interact");

        assertThat(sources.find(key)).isEqualTo(open().find(key)).hasValueSatisfying(source -> {
            assertThat(source.enabled()).isTrue();
            assertThat(source.allows("a")).isTrue();
            assertThat(source.allows("c")).isFalse();
            assertThat(source.defaultKind()).isEqualTo("interact");
        });
    }

    @Test
    void brandsHaveSourcesOfTheirOwn() {
        Sources sources = open();
        String one = sources.create("one", "web").writeKey();
        String two = sources.create("two", "web").writeKey();

        assertThat(sources.find(one))
                .hasValueSatisfying(source -> assertThat(source.brand()).isEqualTo("one"));
        assertThat(sources.find(two))
                .hasValueSatisfying(source -> assertThat(source.brand()).isEqualTo("two"));
        assertThat(sources.list("one")).extracting(Source::name).containsExactly("web");
    }

    @Test
    void whatCannotBeIsRefused() {
        Sources sources = open();
        sources.create("demo", "web");

        assertThatThrownBy(() -> sources.create("demo", "web"))
                .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_EXISTS)
                .hasMessage("Brand 'demo' has a source 'web' already");
        assertThatThrownBy(() -> sources.create("demo", "a/b"))
                .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_INVALID);
        assertThatThrownBy(() -> sources.disable("demo", "app"))
                .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_NOT_FOUND)
                .hasMessage("Brand 'demo' has no source 'app'. It has: [web]");
        assertThatThrownBy(() -> sources.defaultKind("demo", "web", "buy"))
                .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_INVALID)
                .hasMessage("There is no kind 'buy'; touch-kinds.yaml has them all");
    }
}
