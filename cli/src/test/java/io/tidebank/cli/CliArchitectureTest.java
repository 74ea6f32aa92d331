package io.tidebank.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidebank.PackageSizes;
import org.junit.jupiter.api.Test;

/** The map of the command line: no circles, and no room too large to know. */
class CliArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidebank.cli");

    @Test
    void noPackagesGoInACircle() {
        slices().matching("io.tidebank.cli.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageIsTooLargeToKnow() {
        PackageSizes.check(CLASSES);
    }
}
