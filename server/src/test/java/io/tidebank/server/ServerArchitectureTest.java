package io.tidebank.server;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidebank.PackageSizes;
import org.junit.jupiter.api.Test;

/** The map of the server: no circles, and no room too large to know. */
class ServerArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidebank.server");

    @Test
    void noPackagesGoInACircle() {
        slices().matching("io.tidebank.server.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageIsTooLargeToKnow() {
        PackageSizes.check(CLASSES);
    }
}
