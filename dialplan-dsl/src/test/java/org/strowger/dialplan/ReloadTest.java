package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    @TempDir
    Path folder;

    Plans plans;
    Path file;
    DialplanRouter router;
    DialplanReloader reloader;
    final LinkedBlockingQueue<LoadResult> results = new LinkedBlockingQueue<>();

    @BeforeEach
    void begin() throws Exception {
        plans = new Plans(folder);
        file = plans.write(
                "plan.groovy", "route('1') { ringing(); header 'Z', version() }\nString version() { 'old' }\n");
        router = new DialplanRouter(Plans.loaded(plans.loader().load(file)));
        reloader = new DialplanReloader(plans.loader(), List.of(file), router, results::add);
    }

    private List<String> call() throws Exception {
        var call = new FakeCall("1");
        return call.through(router.route(call.request(), "1", call.caller()));
    }

    /** A file that is being written may be loaded half-way, and then once more. */
    private void awaitCallThat(String verb) throws Exception {
        while (!call().equals(List.of(verb)))
            assertThat(results.poll(20, TimeUnit.SECONDS)).as("a reload").isNotNull();
    }

    @Test
    void a_call_keeps_the_version_that_it_began_with() throws Exception {
        var running = new FakeCall("1");
        var program = router.route(running.request(), "1", running.caller());
        plans.write("plan.groovy", "route('1') { header 'Z', 'new' }\n");
        assertThat(reloader.reload()).isInstanceOf(LoadResult.Loaded.class);
        assertThat(running.through(program)).containsExactly("ringing", "header Z: old");
        assertThat(call()).containsExactly("header Z: new");
    }

    @Test
    void a_plan_that_does_not_load_changes_nothing_and_is_reported() throws Exception {
        plans.write("plan.groovy", "route('1') { anser() }\n");
        var before = router.current();
        assertThat(reloader.reload()).isInstanceOf(LoadResult.Failed.class);
        assertThat(results.take().toString()).contains("plan.groovy:1:14: there is no verb 'anser'");
        assertThat(router.current()).isSameAs(before);
        assertThat(call()).containsExactly("ringing", "header Z: old");
    }

    @Test
    void a_change_of_a_file_is_loaded_by_itself_and_so_is_one_of_an_included_file() throws Exception {
        try (var _ = DialplanWatcher.start(reloader)) {
            plans.write("sales.groovy", "route('1') { answer() }\n");
            plans.write("plan.groovy", "include 'sales.groovy'\n");
            awaitCallThat("answer");
            plans.write("sales.groovy", "route('1') { earlyMedia() }\n");
            awaitCallThat("earlyMedia");
        }
    }

    @Test
    void a_change_is_noticed_however_soon_after_the_reading_it_comes() throws Exception {
        var hasty = new DialplanReloader(plans.loader(), List.of(file), router, result -> {
            if (results.isEmpty()) plans.write("more/sales.groovy", "route('1') { earlyMedia() }\n");
            results.add(result);
        });
        try (var _ = DialplanWatcher.start(hasty)) {
            Files.createDirectory(folder.resolve("more"));
            plans.write("more/sales.groovy", "route('1') { answer() }\n");
            plans.write("plan.groovy", "include 'more/sales.groovy'\n");
            awaitCallThat("earlyMedia");
        }
    }

    @Test
    void watching_goes_on_after_a_reload_that_throws() throws Exception {
        var faulty = new DialplanReloader(plans.loader(), List.of(file), router, result -> {
            results.add(result);
            if (results.size() == 1) throw new StackOverflowError("thrown by a listener");
        });
        try (var _ = DialplanWatcher.start(faulty)) {
            plans.write("plan.groovy", "route('1') { answer() }\n");
            while (results.isEmpty()) Thread.onSpinWait();
            plans.write("plan.groovy", "route('1') { earlyMedia() }\n");
            awaitCallThat("earlyMedia");
        }
    }

    @Test
    void a_file_that_kept_a_plan_from_loading_is_watched_too() throws Exception {
        try (var _ = DialplanWatcher.start(reloader)) {
            plans.write("sales.groovy", "route('1') { anser() }\n");
            plans.write("plan.groovy", "include 'sales.groovy'\n");
            for (LoadResult result = results.poll(20, TimeUnit.SECONDS);
                    !(result instanceof LoadResult.Failed);
                    result = results.poll(20, TimeUnit.SECONDS))
                assertThat(result).isNotNull();
            plans.write("sales.groovy", "route('1') { answer() }\n");
            awaitCallThat("answer");
        }
    }

    @Test
    void a_file_that_is_replaced_as_editors_do_is_noticed() throws Exception {
        try (var _ = DialplanWatcher.start(reloader)) {
            Path fresh = plans.write("plan.groovy~", "route('1') { answer() }\n");
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            awaitCallThat("answer");
        }
    }

    @Test
    void classes_of_versions_that_are_over_are_collected() throws Exception {
        var old = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 30; i++) {
            call();
            old.add(new WeakReference<>(classesInForce()));
            String route = i % 2 == 0 ? "route('1') { version() }" : "route('1', to: this.&version)";
            plans.write(
                    "plan.groovy", route + "\nvoid version() { header 'Z', \"" + i + " ${[1].collect { it }}\" }\n");
            reloader.reload();
        }
        assertThat(call()).containsExactly("header Z: 29 [1]");
        results.clear();
        for (int i = 0; i < 20 && alive(old) > 0; i++) System.gc();
        assertThat(alive(old)).isZero();
    }

    private static long alive(List<WeakReference<Object>> all) {
        return all.stream().filter(reference -> reference.get() != null).count();
    }

    @Test
    void classes_stay_while_a_call_runs_on_them() throws Exception {
        var running = new FakeCall("1");
        var program = router.route(running.request(), "1", running.caller());
        var classes = new WeakReference<>(classesInForce());
        plans.write("plan.groovy", "route('1') { answer() }\n");
        reloader.reload();
        System.gc();
        assertThat(classes.get()).isNotNull();
        assertThat(running.through(program)).containsExactly("ringing", "header Z: old");
    }

    private Object classesInForce() {
        var body = router.current()
                .table()
                .contexts()
                .getOrDefault("default", List.of())
                .getFirst()
                .body();
        return body.getOwner().getClass().getClassLoader();
    }
}
