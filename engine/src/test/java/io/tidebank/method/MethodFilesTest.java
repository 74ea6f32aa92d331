package io.tidebank.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.touch.TouchKinds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodFilesTest {

    @TempDir
    Path overrides;

    @Test
    void theShippedKindsAreReadInRankOrder() {
        TouchKinds kinds = TouchKindsFile.read(new MethodFiles(null));

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
        assertThatThrownBy(() -> TouchKindsFile.parse("""
                        version: one
                        kinds:
                          - {kind: view, family: browse, en: View, zh: 浏览}
                          - {kind: view, family: browse, zh: 浏览}
                        """))
                .hasMessage("touch-kinds.yaml: version is not a whole number; kinds[1]: 'view' is there twice; "
                        + "kinds[1]: en is missing");
    }
}
