package io.dialogpulse.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.dialogpulse.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule lucene_stays_in_index = noClasses()
            .that()
            .resideOutsideOfPackage("io.dialogpulse.query.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule javalin_and_jetty_stay_in_http = noClasses()
            .that()
            .resideOutsideOfPackage("io.dialogpulse.query.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule search_is_pure = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.query.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..", "io.dialogpulse.schemas..");

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("io.dialogpulse.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comes_from_an_injected_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
