package io.tidebank.market;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The map of the market: what may know what. */
class MarketArchitectureTest {

    @Test
    void packagesDependOnlyDownward() {
        JavaClasses classes = new ClassFileImporter().importPackages("io.tidebank.market");

        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("draft")
                .definedBy("io.tidebank.market.draft")
                .layer("plan")
                .definedBy("io.tidebank.market.plan")
                .layer("life")
                .definedBy("io.tidebank.market.life")
                .layer("write")
                .definedBy("io.tidebank.market.write")
                .layer("market")
                .definedBy("io.tidebank.market")
                .whereLayer("market")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("market")
                .whereLayer("life")
                .mayOnlyBeAccessedByLayers("write", "market")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("life", "write", "market")
                .check(classes);
    }
}
