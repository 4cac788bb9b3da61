package org.strowger.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which module and which package sees which, over the whole product: {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "org.strowger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Each module's package, and the packages of ours that it may see. */
    private static final Map<String, List<String>> SEES = new LinkedHashMap<>();

    static {
        sees("statemachine");
        sees("sdp");
        sees("sip", "statemachine");
        sees("transaction", "sip", "statemachine");
        sees("dialog", "transaction", "sip", "statemachine", "sdp");
        sees("audio", "sdp", "statemachine");
        sees("rtp", "audio", "sdp", "statemachine");
        sees("webrtc", "rtp", "statemachine");
        sees("media", "webrtc", "rtp", "audio", "sdp", "statemachine");
        sees("agent", "media", "rtp", "audio", "statemachine");
        sees("call-api", "dialog", "transaction", "sip", "statemachine", "sdp", "media", "rtp", "audio", "agent");
        sees("directory", "call-api", "dialog", "transaction", "sip", "statemachine", "sdp", "audio");
        sees("voicemail", "call-api", "statemachine");
        sees("cdr", "call-api", "statemachine");
        sees(
                "call",
                "directory",
                "voicemail",
                "dialog",
                "transaction",
                "sip",
                "statemachine",
                "sdp",
                "media",
                "webrtc",
                "rtp",
                "audio",
                "agent");
        sees("dialplan", "call-api", "directory", "agent", "audio", "statemachine");
        sees(
                "configuration",
                "dialplan",
                "call",
                "directory",
                "voicemail",
                "cdr",
                "dialog",
                "transaction",
                "sip",
                "statemachine",
                "sdp",
                "media",
                "rtp",
                "audio");
        sees(
                "administration",
                "dialplan",
                "directory",
                "call-api",
                "dialog",
                "transaction",
                "sip",
                "statemachine",
                "media");
        sees(
                "softswitch",
                "administration",
                "configuration",
                "dialplan",
                "call",
                "directory",
                "voicemail",
                "cdr",
                "dialog",
                "transaction",
                "sip",
                "statemachine",
                "sdp",
                "media",
                "webrtc",
                "rtp",
                "audio",
                "agent");
        sees(
                "testkit",
                "softswitch",
                "administration",
                "configuration",
                "dialplan",
                "call",
                "directory",
                "voicemail",
                "cdr",
                "dialog",
                "transaction",
                "sip",
                "statemachine",
                "sdp",
                "media",
                "rtp",
                "audio",
                "agent");
        sees(
                "cli",
                "testkit",
                "softswitch",
                "administration",
                "configuration",
                "dialplan",
                "call",
                "directory",
                "voicemail",
                "cdr",
                "sip",
                "statemachine");
    }

    private static void sees(String module, String... others) {
        SEES.put(module, List.of(others));
    }

    /**
     * A module whose packages' names begin as those of another: these are its own and none below them. {@code call} is
     * the other one with all that these names cover, since whoever sees it sees its face, too.
     */
    private static final Map<String, List<String>> EXACTLY =
            Map.of("call-api", List.of("org.strowger.call", "org.strowger.call.event", "org.strowger.call.record"));

    /**
     * The modules whose packages are rooms of a size that can be overlooked. Their root package is their API; named
     * with each: the packages below it that other modules may enter, too. A module that isn't here is one package.
     */
    private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

    static {
        rooms("audio", "codec", "sound");
        rooms("rtp", "srtp", "loop", "video");
        rooms("sip", "message", "transport", "dns", "digest", "memory", "source", "tls", "websocket");
        rooms("dialog", "layer");
        rooms("directory", "kept", "liveness", "probe", "registration");
        rooms("voicemail", "mail");
        rooms("softswitch", "log");
        rooms("media", "relay", "memory");
        rooms("call", "event", "record", "setup", "exchange");
        rooms(
                "dialplan",
                "plan",
                "script",
                "route",
                "lookup",
                "data",
                "table",
                "limit",
                "billing",
                "version",
                "explain",
                "text");
        rooms("testkit", "console", "spec");
    }

    /** A package that holds more than this is two. */
    private static final int MOST_FILES_IN_A_ROOM = 40;

    private static void rooms(String module, String... open) {
        ROOMS.put(module, List.of(open));
    }

    @ArchTest
    static void each_module_sees_only_what_is_above_it(JavaClasses all) {
        SEES.forEach((module, others) -> noClasses()
                .that()
                .resideInAnyPackage(packages(module, List.of()))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.strowger..").and(not(resideInAnyPackage(packages(module, others)))))
                .because(module + " sees " + others)
                .check(all));
    }

    @ArchTest
    static void a_module_without_rooms_is_one_package(JavaClasses all) {
        assertThat(all.stream().filter(c -> !ROOMS.containsKey(module(c))).map(JavaClass::getPackageName))
                .allMatch(name -> SEES.containsKey(name.replace("org.strowger.", "")));
    }

    /** Every package is a slice, a module's root package, too. */
    @ArchTest
    static void packages_form_no_circle(JavaClasses all) {
        slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(all);
    }

    @ArchTest
    static void a_room_holds_what_can_be_overlooked(JavaClasses all) {
        Map<String, Long> files = all.stream()
                .filter(c -> ROOMS.containsKey(module(c))
                        && c.isTopLevelClass()
                        && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files)
                .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(MOST_FILES_IN_A_ROOM));
    }

    /** Who reads one class of a circle has to read them all. */
    private static final int MOST_CLASSES_IN_A_CIRCLE = 8;

    @ArchTest
    static void circles_of_classes_can_be_overlooked(JavaClasses all) {
        for (String module : SEES.keySet()) {
            var circle = ClassCircles.largest(
                    all.stream().filter(c -> module(c).equals(module)).toList());
            assertThat(circle).as(module).hasSizeLessThanOrEqualTo(MOST_CLASSES_IN_A_CIRCLE);
        }
    }

    /** What other modules name stands in a module's root package or in a room that is listed as open. */
    @ArchTest
    static void other_modules_enter_open_rooms_only(JavaClasses all) {
        ROOMS.forEach((module, open) -> noClasses()
                .that()
                .resideOutsideOfPackage(ours(module))
                .should()
                .dependOnClassesThat(resideInAPackage(ours(module)).and(not(resideInAnyPackage(openTo(module, open)))))
                .because("the open rooms of " + module + " are " + open)
                .allowEmptyShould(true)
                .check(all));
    }

    /** Bits of a packet and of a line of SDP: data, of which nothing is chosen. */
    private static final List<String> BITS = List.of("org.strowger.rtp.Rtp.write", "org.strowger.sdp.Direction.of");

    /**
     * What is called {@code mute(true)} says nothing where it is called: two methods, or an enum. A record may hold a
     * truth, since that is data.
     */
    @ArchTest
    static void no_method_of_an_api_takes_a_flag(JavaClasses all) {
        List<String> flags = all.stream()
                .filter(c -> isOfTheApi(c) && !c.isRecord())
                .flatMap(c -> c.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(boolean.class)))
                .map(JavaCodeUnit::getFullName)
                .filter(name -> BITS.stream().noneMatch(bits -> name.startsWith(bits + "(")))
                .toList();
        assertThat(flags).isEmpty();
    }

    private static boolean isOfTheApi(JavaClass each) {
        return each.getModifiers().contains(JavaModifier.PUBLIC)
                && resideInAnyPackage(openTo(module(each), ROOMS.getOrDefault(module(each), List.of())))
                        .test(each);
    }

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return SliceIdentifier.of(each.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    static String module(JavaClass each) {
        String below = each.getPackageName().replace("org.strowger.", "");
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    /** A module with all its rooms. */
    static String ours(String module) {
        return "org.strowger." + module + "..";
    }

    private static String[] openTo(String module, List<String> open) {
        String root = "org.strowger." + module;
        return Stream.concat(Stream.of(root), open.stream().map(room -> root + "." + room))
                .toArray(String[]::new);
    }

    private static String[] packages(String module, List<String> others) {
        List<String> all = new ArrayList<>(others);
        all.add(module);
        return all.stream()
                .flatMap(each -> EXACTLY.getOrDefault(each, List.of(ours(each))).stream())
                .toArray(String[]::new);
    }
}
