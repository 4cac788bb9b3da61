package org.strowger.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.strowger.dialplan.plan.Dialplan;

/** Where JAIN-SIP may be seen: {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "org.strowger", importOptions = ImportOption.DoNotIncludeTests.class)
class JainSipTest {

    private static final String FACADE = "org.strowger.sip.message";

    /** What of the façade hands out JAIN-SIP's own types: who asks for it sees them, named or not. */
    private static final Set<String> DOORS = Set.of(FACADE + ".Jain", FACADE + ".Sip");

    /**
     * How many classes of each module see it, but for {@link #FACADE}: figures only shrink, and a module goes once it
     * needs it no more.
     */
    private static final Map<String, Integer> SEEN_BY = Map.of("dialog", 26, "transaction", 16);

    @ArchTest
    static void jain_sip_is_seen_behind_its_facade_and_in_fewer_and_fewer_places(JavaClasses all) {
        Map<String, Integer> seenBy = all.stream()
                .filter(each -> !each.getPackageName().equals(FACADE) && seesJainSip(each))
                .map(JainSipTest::whole)
                .distinct()
                .collect(Collectors.groupingBy(ArchitectureTest::module, TreeMap::new, Collectors.summingInt(_ -> 1)));
        assertThat(seenBy).isEqualTo(new TreeMap<>(SEEN_BY));
    }

    private static boolean seesJainSip(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .anyMatch(name -> name.startsWith("javax.sip") || name.startsWith("gov.nist") || DOORS.contains(name));
    }

    /** With all that is declared within it. */
    private static JavaClass whole(JavaClass part) {
        return part.getEnclosingClass().map(JainSipTest::whole).orElse(part);
    }

    /** What a dialplan's author sees is the language, not SIP's Java classes. */
    @ArchTest
    static void the_dialplan_has_no_sip_library_in_its_face(JavaClasses all) {
        assertThat(all.contain(Dialplan.class)).isTrue();
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.strowger.dialplan..",
                        "org.strowger.configuration..",
                        "org.strowger.administration..",
                        "org.strowger.softswitch..",
                        "org.strowger.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sip..", "gov.nist..")
                .check(all);
    }

    /** RFC 3261's transactions and dialogs are tables of ours: the stack of JAIN-SIP stays unused. */
    @ArchTest
    static void jain_sip_is_a_message_model_only(JavaClasses all) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("gov.nist.javax.sip.stack..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("javax\\.sip\\.(SipStack|SipProvider|ListeningPoint|Dialog|.*Transaction).*")
                .check(all);
    }
}
