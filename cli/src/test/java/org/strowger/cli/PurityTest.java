package org.strowger.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.cli.ArchitectureTest.ours;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.StateTable;

/** What our code keeps clear of, so that it can be overlooked: a table of files, signalling of locks, all of sleep. */
@AnalyzeClasses(packages = "org.strowger", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

    @ArchTest
    static void state_machines_and_session_descriptions_need_nothing_but_the_jdk(JavaClasses all) {
        classes()
                .that()
                .resideInAnyPackage(ours("statemachine"), ours("sdp"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ours("statemachine"), ours("sdp"), "org.jspecify..")
                .check(all);
    }

    /** As many as there are pages in {@code docs/fsm}; more are welcome. */
    private static final int LEAST_TABLES = 41;

    /**
     * A table says what follows from what: it knows no sockets, no files, no threads and no messages. The lengths from
     * which its timers are made ({@link Base}) may be those of another room, which several tables share.
     */
    @ArchTest
    static void tables_are_pure(JavaClasses all) {
        assertThat(all.stream().filter(OWNS_A_TABLE)).hasSizeGreaterThanOrEqualTo(LEAST_TABLES);
        for (JavaClass owner : all.stream().filter(OWNS_A_TABLE).toList())
            classes()
                    .that()
                    .belongToAnyOf(owner.reflect())
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(
                                    "java.lang",
                                    "java.lang.invoke",
                                    "java.lang.runtime",
                                    "java.util..",
                                    "java.time..",
                                    ours("statemachine"),
                                    owner.getPackageName(),
                                    "org.jspecify..")
                            .and(not(JavaClass.Predicates.assignableTo(Thread.class)))
                            .or(JavaClass.Predicates.assignableTo(Base.class)))
                    .check(all);
    }

    private static final DescribedPredicate<JavaClass> OWNS_A_TABLE = new DescribedPredicate<>("own a state table") {
        @Override
        public boolean test(JavaClass each) {
            return each.getFields().stream()
                    .anyMatch(field -> field.getModifiers().contains(JavaModifier.STATIC)
                            && field.getRawType().isEquivalentTo(StateTable.class));
        }
    };

    /** One loop owns a call: nothing is shared, so nothing is locked. Parking a call's thread is no lock. */
    @ArchTest
    static void signalling_takes_no_locks(JavaClasses all) {
        String[] lockFree = {ours("transaction"), ours("dialog"), ours("call"), ours("directory")};
        for (Class<?> lock : List.of(Lock.class, ReadWriteLock.class, Condition.class, StampedLock.class))
            noClasses()
                    .that()
                    .resideInAnyPackage(lockFree)
                    .should()
                    .dependOnClassesThat(JavaClass.Predicates.assignableTo(lock))
                    .check(all);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(lockFree)
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(all);
    }

    /** Whoever waits does so on a clock that is given, which may be a virtual one. */
    @ArchTest
    static void nobody_sleeps(JavaClasses all) {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(all);
    }

    @ArchTest
    static void only_the_stack_knows_how_sip_is_carried(JavaClasses all) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ours("sip"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(all);
    }
}
