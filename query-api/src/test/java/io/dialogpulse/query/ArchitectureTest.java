package io.dialogpulse.query;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.Snapshots;
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

    /** Routes read for somebody: what a caller may not see, no route can answer. */
    @ArchTest
    static final ArchRule dialogs_are_read_through_the_callers_rights = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.query.http..")
            .should()
            .dependOnClassesThat(belongToAnyOf(LocalStores.class, Snapshots.class, Cluster.class)
                    .or(resideInAnyPackage("io.dialogpulse.query.index..")));

    @ArchTest
    static final ArchRule tokens_are_read_and_made_in_access = noClasses()
            .that()
            .resideOutsideOfPackages("io.dialogpulse.query.access..", "io.dialogpulse.query.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..");

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
