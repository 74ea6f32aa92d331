package io.tidebank.method;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.touch.TouchKinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodFilesTest {

    private static final MethodFiles SHIPPED = new MethodFiles(null);

    @TempDir
    Path overrides;

    @Test
    void theShippedKindsAreReadInRankOrder() {
        TouchKinds kinds = TouchKindsFile.read(SHIPPED);

        assertThat(kinds.kind(0)).isEqualTo("impression");
        assertThat(kinds.code("impression")).isZero();
        assertThat(kinds.code("order")).isLessThan(kinds.code("pay"));
        assertThat(kinds.code("nothing of the sort")).isEqualTo(-1);
        assertThat(kinds.kind(kinds.code("pay"))).isEqualTo("pay");
        assertThat(kinds.all()).hasSize(kinds.size());
    }

    @Test
    void aFileOfOnesOwnWinsAndIsListedBesideTheShippedOnes() throws Exception {
        MethodFiles files = new MethodFiles(overrides);
        String shipped = files.hash("touch-kinds.yaml");
        Files.writeString(overrides.resolve("touch-kinds.yaml"), "mine");
        Files.createDirectories(overrides.resolve("ladders"));
        Files.writeString(overrides.resolve("ladders/house.yaml"), "mine too");

        assertThat(files.read("touch-kinds.yaml")).isEqualTo("mine");
        assertThat(files.hash("touch-kinds.yaml")).isNotEqualTo(shipped).hasSize(64);
        assertThat(files.list("ladders")).contains("house");
        assertThat(files.list("")).contains("touch-kinds");
        assertThat(files.list("no-such-folder")).isEmpty();
        assertThat(files.place("ladders/house.yaml"))
                .isEqualTo(overrides.resolve("ladders/house.yaml").toString());
        assertThat(files.place("ladders/aipl.yaml")).isEqualTo("shipped methods/ladders/aipl.yaml");
    }

    @Test
    void aMissingFileIsAnsweredWithWhatThereIs() {
        assertThatThrownBy(() -> new MethodFiles(null).read("touch-kind.yaml"))
                .hasMessage("No method file 'touch-kind.yaml'. There is: robots, touch-kinds");
    }

    @Test
    void aPathCannotLeaveTheOverrides() throws Exception {
        Files.writeString(overrides.resolve("secret.yaml"), "secret");
        MethodFiles files = new MethodFiles(overrides.resolve("methods"));

        assertThatThrownBy(() -> files.read("../secret.yaml")).hasMessageStartingWith("No method file");
    }

    @Test
    void everyFaultOfTheVocabularyIsNamed() {
        assertThatThrownBy(() -> kinds("""
                        version: one
                        kinds:
                          - {kind: view, family: browse, en: View, zh: 浏览}
                          - {kind: pay, family: brows, zh: 支付}
                        """))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("touch-kinds.yaml:1: version: ")
                .hasMessageContaining("touch-kinds.yaml:4: kinds[1]: required property 'en' not found")
                .hasMessageContaining("touch-kinds.yaml:4: kinds[1].family: ");
    }

    @Test
    void aKindIsThereOnce() {
        String twice = SHIPPED.read(TouchKindsFile.PATH) + "  - {kind: view, family: browse, en: View, zh: 浏览}\n";

        assertThatThrownBy(() -> kinds(twice))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageMatching("touch-kinds.yaml:\\d+: kinds\\[\\d+].kind: 'view' is there twice");
    }

    /** Folds and ladders ask for them by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"follow", "unfollow", "join", "leave", "deposit", "order", "pay", "cancel", "refund", "custom"})
    void aVocabularyWithoutAKindThatTheCodeAsksForIsRefused(String kind) {
        String without = SHIPPED.read(TouchKindsFile.PATH)
                .lines()
                .filter(line -> !line.contains("{kind: " + kind + ","))
                .collect(joining("\n"));

        assertThatThrownBy(() -> kinds(without))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageMatching("touch-kinds.yaml:\\d+: kinds: '%s' is missing, which Tidebank itself asks for"
                        .formatted(kind));
    }

    @Test
    void aKindsCodeFitsIntoAByte() {
        StringBuilder many = new StringBuilder(SHIPPED.read(TouchKindsFile.PATH));
        for (int i = TouchKindsFile.read(SHIPPED).size(); i < 127; i++) {
            many.append("  - {kind: more_%d, family: other, en: More, zh: 更多}\n".formatted(i));
        }
        assertThat(kinds(many.toString()).size()).isEqualTo(127);

        String tooMany = many + "  - {kind: last, family: other, en: Last, zh: 最后}\n";
        assertThatThrownBy(() -> kinds(tooMany)).hasMessageContaining("127");
    }

    private TouchKinds kinds(String yaml) {
        try {
            Files.writeString(overrides.resolve(TouchKindsFile.PATH), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TouchKindsFile.read(new MethodFiles(overrides));
    }
}
