package io.dialogpulse.standalone.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(
        packages = "io.dialogpulse",
        importOptions = {ImportOption.DoNotIncludeTests.class, WallsTest.WithoutTestJars.class})
class WallsTest {

    /** The modules share cases and generators as test jars, which are tests as well. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule theCoreIsPureJava = classes()
            .that()
            .resideInAPackage("io.dialogpulse.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.dialogpulse.core..", "java.lang..", "java.util..", "java.nio.charset..", "java.time..");

    @ArchTest
    static final ArchRule theCoreKnowsNoClock = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.io..")
            .orShould()
            .callMethodWhere(target(name("now")).or(target(name("currentTimeMillis"))));

    @ArchTest
    static final ArchRule calendarsStayWithTheTargets = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.core..")
            .and()
            .resideOutsideOfPackage("io.dialogpulse.core.target..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.time..");

    @ArchTest
    static final ArchRule luceneStaysInTheIndex = noClasses()
            .that()
            .resideOutsideOfPackage("io.dialogpulse.query.index..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule javalinStaysInHttp = noClasses()
            .that()
            .resideOutsideOfPackage("io.dialogpulse.query.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule theSearchModelIsPure = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.query.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.lucene..", "io.javalin..");

    @ArchTest
    static final ArchRule theAppsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dialogpulse.streams..", "io.dialogpulse.core..");

    @ArchTest
    static final ArchRule avroStaysOutsideTheModel = noClasses()
            .that()
            .resideInAPackage("io.dialogpulse.streams.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dialogpulse.events..", "io.dialogpulse.metrics..");

    @ArchTest
    static final ArchRule brokerInternalsStayInOneClass = noClasses()
            .that()
            .resideOutsideOfPackage("io.dialogpulse.standalone.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka.server..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule packagesOfAnAppDoNotGoInCircles =
            slices().matching("io.dialogpulse.(*).(*)..").should().beFreeOfCycles();
}
