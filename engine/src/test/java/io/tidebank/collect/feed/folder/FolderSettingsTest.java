package io.tidebank.collect.feed.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSettingsTest {

    @TempDir
    Path home;

    private FolderSettings settings(String more) throws IOException {
        Path feeds = Files.createDirectories(home.resolve("methods/feeds/acme"));
        Files.writeString(
                feeds.resolve("till.yaml"),
                "feed: 1\nkind: folder\nsource: till\nfolder: {path: inbox, %s}\n".formatted(more));
        return FolderSettings.of(FeedSettings.read(new MethodFiles(home.resolve("methods")), "acme", "till"), home);
    }

    @Test
    void aFeedSaysHowItsFilesAreWritten() throws IOException {
        assertThat(settings("delimiter: ';', encoding: windows-1252").format().hints())
                .isEqualTo(new ReadingHints(';', "windows-1252"));
    }

    @Test
    void anEncodingThatNobodyKnowsIsRefusedBeforeAFileComes() {
        assertThatThrownBy(() -> settings("encoding: windows-1253x"))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("No encoding 'windows-1253x'");
    }
}
