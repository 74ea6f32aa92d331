package io.tidebank.collect;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests each of which has a home of its own. */
abstract class InTestHome {

    @TempDir
    Path folder;

    TestHome home;

    @BeforeEach
    void openHome() {
        home = new TestHome(folder);
    }

    @AfterEach
    void closeHome() {
        home.close();
    }
}
