package org.strowger.dialplan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.FakeDirectory;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.compile.PlanCompiler.Compiled;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.text.ShippedPlans;

/** Each load is by an object of its own, as it is by a process of its own. */
class KeptFilesTest {

    private static final String PLAN = """
        def open = during('Mon-Fri 08:00-18:00 Europe/Berlin')
        route('1XXX', when: open) { dial user(number), timeout: 20.seconds }
        route('20') { switch (dial(user('1001'))) {
            case Busy -> play('busy.wav')
            default -> dial trunk('carrier-a')
        } }
        """;

    @TempDir
    Path folder;

    private Path directory;
    private Plans plans;

    @BeforeEach
    void plans() throws IOException {
        plans = new Plans(folder);
        directory = folder.resolve(".compiled");
    }

    private Known known(String... users) {
        return new Known(
                new FakeDirectory(Set.of(users)::contains),
                List.of(folder.resolve("sounds")),
                plans.services().all());
    }

    private Compiled of(Path file, Known known) throws IOException {
        return new KeptFiles(directory, "build").of(file, Files.readString(file), known);
    }

    private static boolean isKept(Compiled compiled) {
        return compiled.classes() instanceof KeptFiles.KeptClasses;
    }

    @Test
    void what_was_compiled_once_is_not_compiled_again() throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        assertThat(isKept(of(file, known("1001")))).isFalse();
        assertThat(isKept(of(file, known("1001")))).isTrue();
        assertThat(new KeptFiles(directory, "build").areCurrent()).isTrue();
    }

    @Test
    void what_comes_with_the_switch_is_kept_as_well() throws IOException {
        Path codes = ShippedPlans.path(ShippedPlans.FEATURES);
        String text = ShippedPlans.text(codes).orElseThrow();
        assertThat(isKept(new KeptFiles(directory, "build").of(codes, text, known())))
                .isFalse();
        assertThat(isKept(new KeptFiles(directory, "build").of(codes, text, known())))
                .isTrue();
        assertThat(new KeptFiles(directory, "build").areCurrent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void what_others_may_write_is_not_loaded(String permissions) throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        of(file, known("1001"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        assertThat(isKept(of(file, known("1001")))).isFalse();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(isKept(of(file, known("1001")))).isTrue();
        for (Path kept : kept()) Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(isKept(of(file, known("1001")))).isFalse();
    }

    /** A link to elsewhere, where whoever made it may write. */
    @Test
    void a_link_to_another_file_is_not_loaded() throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        of(file, known("1001"));
        for (Path kept : kept()) {
            Path elsewhere = Files.move(kept, folder.resolve("elsewhere"));
            Files.createSymbolicLink(kept, elsewhere);
        }
        assertThat(isKept(of(file, known("1001")))).isFalse();
    }

    private List<Path> kept() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".plan")).toList();
        }
    }

    @Test
    void another_text_another_build_or_another_answer_is_compiled() throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        of(file, known("1001"));
        assertThat(new KeptFiles(directory, "other build").areCurrent()).isFalse();
        assertThat(isKept(new KeptFiles(directory, "other build").of(file, PLAN, known("1001"))))
                .isFalse();
        of(file, known("1001"));
        plans.write("plan.groovy", PLAN + "\n");
        assertThat(new KeptFiles(directory, "build").areCurrent()).isFalse();
        assertThat(isKept(of(file, known("1001")))).isFalse();
        assertThat(of(file, known()).findings().problems())
                .singleElement()
                .asString()
                .contains("there is no user '1001'");
        assertThat(isKept(of(file, known("1001")))).isTrue();
        Files.delete(folder.resolve("sounds/busy.wav"));
        assertThat(of(file, known("1001")).findings().problems()).hasSize(1);
    }

    @Test
    void tables_and_rates_are_asked_again() throws IOException {
        Path file = plans.write(
                "plan.groovy",
                "def did = numbers('did.csv')\nroute('1') { bill 'retail', account: '1001'; dial trunk('carrier-a') }\n");
        assertThat(of(file, known()).findings().problems()).isEmpty();
        assertThat(isKept(of(file, known()))).isTrue();
        plans.write("did.csv", "telephone,user\n1,2\n");
        assertThat(of(file, known()).findings().problems()).hasSize(1);
        plans.write("did.csv", "number,user,name\n1,2,3\n");
        plans.write("retail.csv", "nothing\n");
        assertThat(of(file, known()).findings().problems()).hasSize(1);
    }

    static Stream<String> dialplans() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/dialplans"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** What the graph, the audit and complaints are made from is the same. */
    @ParameterizedTest
    @MethodSource("dialplans")
    void nothing_is_lost_on_the_way(String name) throws IOException {
        Path file = Path.of("src/test/resources/dialplans", name);
        Known all = new Known(
                new FakeDirectory(),
                List.of(folder.resolve("sounds")),
                plans.services().all());
        Compiled fresh = of(file, all);
        if (!fresh.findings().problems().isEmpty()) return; // of what is not there, which other tests show
        Compiled kept = of(file, all);
        assertThat(isKept(kept)).isTrue();
        assertThat(all(kept)).isEqualTo(all(fresh));
    }

    /** All that was found, in a form that can be compared. */
    private static KeptPlan all(Compiled compiled) {
        Findings found = compiled.findings();
        return new KeptPlan(
                new KeptPlan.Mark("", "", ""),
                List.of(),
                found.includes(),
                found.sites(),
                found.outlines(),
                "",
                Map.of());
    }

    @Test
    void a_kept_plan_runs() throws Exception {
        Path file = plans.write("plan.groovy", "route('7') { [1, 2].each { n -> play('hello.wav') } }\n");
        for (int i = 0; i < 2; i++) {
            var loader = new DialplanLoader(new FakeDirectory(), List.of(folder.resolve("sounds")))
                    .keeping(new KeptFiles(directory, "build"));
            var plan = Plans.loaded(loader.load(file));
            assertThat(new FakeCall("7").through(plan)).containsExactly("play hello.wav", "play hello.wav");
        }
    }

    @Test
    void kept_classes_are_collected_when_their_version_is_over() throws Exception {
        Path file = plans.write("plan.groovy", "route('7') { header 'Z', \"${[1].collect { it }}\" }\n");
        var loader = plans.loader().keeping(new KeptFiles(directory, "build"));
        var router = new DialplanRouter(Plans.loaded(loader.load(file)));
        var reloader = new DialplanReloader(loader, List.of(file), router, _ -> {});
        var old = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 10; i++) {
            var call = new FakeCall("7");
            assertThat(call.through(router.route(call.request(), "7", call.caller())))
                    .containsExactly("header Z: [1]");
            var route = router.current()
                    .table()
                    .contexts()
                    .getOrDefault("default", List.of())
                    .getFirst();
            old.add(new WeakReference<>(route.body().getOwner().getClass().getClassLoader()));
            reloader.reload();
        }
        assertThat(old.getLast().get()).isInstanceOf(KeptFiles.KeptClasses.class);
        for (int i = 0; i < 20 && alive(old) > 0; i++) System.gc();
        assertThat(alive(old)).isZero();
    }

    private static long alive(List<WeakReference<Object>> all) {
        return all.stream().filter(reference -> reference.get() != null).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 40, 400, 4_000})
    void what_is_damaged_is_compiled_anew(int at) throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        of(file, known("1001"));
        Path kept = onlyKept();
        byte[] bytes = Files.readAllBytes(kept);
        byte[] damaged = bytes.clone();
        damaged[at] ^= 1;
        Files.write(kept, damaged);
        assertThat(isKept(of(file, known("1001")))).isFalse();
        Files.write(kept, java.util.Arrays.copyOf(bytes, at));
        assertThat(isKept(of(file, known("1001")))).isFalse();
        assertThat(isKept(of(file, known("1001")))).isTrue();
    }

    private Path onlyKept() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".plan"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * As where root checks a plan, and the switch runs as whoever it belongs to; others compile for themselves, where
     * they may.
     */
    @Test
    void what_is_kept_belongs_to_whoever_the_plan_belongs_to() throws IOException {
        Path file = plans.write("plan.groovy", PLAN);
        try {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (FileSystemException _) {
            assertThat(System.getProperty("user.name")).isNotEqualTo("root");
        }
        of(file, known("1001"));
        try (Stream<Path> made = Files.walk(directory)) {
            assertThat(made)
                    .hasSize(3)
                    .allSatisfy(one -> assertThat(Files.getOwner(one)).isEqualTo(Files.getOwner(folder)));
        }
    }

    @Test
    void what_has_a_mistake_is_not_kept() throws IOException {
        Path file = plans.write("plan.groovy", "route('1') { plya 'hello.wav' }\n");
        assertThat(of(file, known()).findings().problems()).isNotEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void where_nothing_can_be_written_all_is_compiled() throws IOException {
        directory = Files.writeString(folder.resolve("in-the-way"), "");
        Path file = plans.write("plan.groovy", PLAN);
        for (int i = 0; i < 2; i++) assertThat(isKept(of(file, known("1001")))).isFalse();
    }

    @Test
    void classes_that_are_no_jars_are_not_trusted_to_stay() {
        assertThat(KeptFiles.in(directory)).isEmpty(); // as here, under test
    }
}
