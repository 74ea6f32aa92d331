package io.tidebank;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The map of the house: what may know what, and how large a room may be. */
class ArchitectureTest {

    /** From the ground up; a package may use those before its own line, never those beside or above it. */
    private static final List<List<String>> STOREYS = List.of(
            List.of("error", "digest"),
            List.of("touch"),
            List.of("method"),
            List.of("sql"),
            List.of("lake"),
            List.of("money"),
            List.of("fold"),
            List.of("collect", "identity"),
            List.of("access"),
            List.of("ladder"),
            List.of("asset"),
            List.of("brand"));

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidebank");

    @Test
    void packagesDependOnlyDownward() {
        List<String> upward = ENGINE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(ArchitectureTest::climbs)
                .map(Dependency::getDescription)
                .toList();

        assertThat(upward).isEmpty();
    }

    @Test
    void everyPackageStandsOnAStorey() {
        List<String> known = STOREYS.stream().flatMap(List::stream).toList();

        assertThat(ENGINE.stream().map(ArchitectureTest::room).distinct()).isSubsetOf(known);
    }

    @Test
    void noPackagesGoInACircle() {
        slices().matching("io.tidebank.(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void theEngineKnowsNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "picocli..", "org.apache.hadoop..")
                .check(ENGINE);
    }

    @Test
    void noPackageIsTooLargeToKnow() {
        PackageSizes.check(ENGINE);
    }

    private static boolean climbs(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith("io.tidebank.")) {
            return false;
        }
        String from = room(dependency.getOriginClass());
        String to = room(target);
        return !from.equals(to) && storey(to) >= storey(from);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }

    private static int storey(String room) {
        for (int i = 0; i < STOREYS.size(); i++) {
            if (STOREYS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }
}
