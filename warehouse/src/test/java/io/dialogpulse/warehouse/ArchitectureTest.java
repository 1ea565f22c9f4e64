package io.dialogpulse.warehouse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(packages = "io.dialogpulse.warehouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule connectInternalsStayInOneClass = noClasses()
            .that()
            .haveNameNotMatching(".*\\.ConnectWorker(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.connect.runtime..");

    @ArchTest
    static final ArchRule thePluginStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.warehouse.plugin..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.dialogpulse..")
                    .and(not(resideInAPackage("io.dialogpulse.warehouse.plugin.."))));
}
