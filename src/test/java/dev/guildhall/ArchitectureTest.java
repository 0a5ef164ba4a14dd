package dev.guildhall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.shared.Shield;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "dev.guildhall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> SUBSCRIBING = Set.of("subscribe", "toFuture", "connect", "autoConnect");
    private static final Set<String> BLOCKING = Set.of("block", "blockFirst", "blockLast", "blockOptional");
    private static final Set<String> LOCKING = Set.of("toIterable", "toStream");

    /** The command line is the one place where a thread waits. */
    @ArchTest
    static final ArchRule nobodyBlocks = noClasses()
            .that()
            .resideOutsideOfPackage("..cli..")
            .should()
            .accessTargetWhere(callsOnPublisher("wait for a publisher", BLOCKING));

    /** The thread that brings an element waits for the one that takes them, and that may be an event loop. */
    @ArchTest
    static final ArchRule nobodyTakesFromALockedQueue =
            noClasses().should().accessTargetWhere(callsOnPublisher("take the elements by an iterator", LOCKING));

    /**
     * Where the program meets the world: the command line, the listener, what a node does on its own; and the shield, which is how work
     * outlives its caller.
     */
    @ArchTest
    static final ArchRule nobodySubscribes = noClasses()
            .that()
            .resideOutsideOfPackages("..cli..", "..bus..", "..live..")
            .and()
            .doNotBelongToAnyOf(Shield.class)
            .and()
            .areNotAssignableTo(BackgroundWork.class)
            .should()
            .accessTargetWhere(callsOnPublisher("subscribe to a publisher", SUBSCRIBING));

    @ArchTest
    static final ArchRule webKnowsNoSql = noClasses()
            .that()
            .resideInAPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.r2dbc..", "org.springframework.data..", "io.r2dbc..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository");

    @ArchTest
    static final ArchRule sqlIsInQueriesAndRepositories = noClasses()
            .that()
            .haveNameNotMatching(".*(Queries|Repository)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.r2dbc.core..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "ask for the time without a clock", ArchitectureTest::asksForTheTimeItself));

    @ArchTest
    static void everyPackageSaysWhatItIsAndIsNullMarked(JavaClasses classes) {
        var unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(it -> it.getName())
                .distinct();
        assertThat(unmarked).isEmpty();
    }

    /** Nothing looks for them, which would go through all our classes once more at every start; and nobody misses one that is only checked. */
    @ArchTest
    static void settingsAreBoundByABeanOfTheirPackageThatIsAlwaysThere(JavaClasses classes) {
        var unbound = classes.stream()
                .filter(it -> it.isAnnotatedWith(ConfigurationProperties.class))
                .filter(settings -> classes.stream()
                        .filter(it -> it.getPackage().equals(settings.getPackage()))
                        .noneMatch(it -> binds(it, settings)));
        assertThat(unbound).isEmpty();
    }

    /** No cycles between modules, and nobody reaches into what another module keeps for itself, such as its web package. */
    @Test
    void modulesKeepToTheirContracts() {
        ApplicationModules.of(GuildhallApplication.class).verify();
    }

    private static boolean binds(JavaClass bean, JavaClass settings) {
        return bean.isMetaAnnotatedWith(Component.class)
                && !bean.isMetaAnnotatedWith(Conditional.class)
                && bean.tryGetAnnotationOfType(EnableConfigurationProperties.class)
                        .map(EnableConfigurationProperties::value)
                        .filter(bound -> Arrays.asList(bound).contains(settings.reflect()))
                        .isPresent();
    }

    private static DescribedPredicate<JavaAccess<?>> callsOnPublisher(String description, Set<String> names) {
        return DescribedPredicate.describe(description, access -> {
            AccessTarget target = access.getTarget();
            return names.contains(target.getName()) && target.getOwner().isAssignableTo(Publisher.class);
        });
    }

    private static boolean asksForTheTimeItself(JavaAccess<?> access) {
        var target = access.getTarget();
        var owner = target.getOwner();
        if (owner.isEquivalentTo(System.class)) {
            return target.getName().equals("currentTimeMillis");
        }
        return owner.getPackageName().equals("java.time")
                && target.getName().equals("now")
                && target instanceof AccessTarget.CodeUnitAccessTarget call
                && call.getRawParameterTypes().stream().noneMatch(it -> it.isEquivalentTo(Clock.class));
    }
}
