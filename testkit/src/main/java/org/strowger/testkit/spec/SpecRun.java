package org.strowger.testkit.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.spockframework.runtime.SpockEngine;

/** Runs the specifications that lie beside a dialplan, in this process, one after the other. */
public final class SpecRun {

    private static final String SUFFIX = ".spec.groovy";

    private SpecRun() {}

    /**
     * The specifications at a place: a file, or all {@code *.spec.groovy} in a directory and below, in the order of
     * their names.
     *
     * @throws IOException if it can't be read
     */
    public static List<Path> find(Path fileOrDirectory) throws IOException {
        if (Files.isRegularFile(fileOrDirectory)) return List.of(fileOrDirectory);
        try (Stream<Path> all = Files.walk(fileOrDirectory)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    /**
     * Runs them. A file that does not compile is a failed feature called {@code compiles}.
     *
     * @param told of each result as it comes
     */
    public static List<SpecResult> run(List<Path> files, Consumer<SpecResult> told) {
        Watch watch = new Watch(told);
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : files) classes.addAll(SpecClasses.compile(file, watch::tell));
        if (!classes.isEmpty()) launcher().execute(request(classes), watch);
        return List.copyOf(watch.results);
    }

    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new SpockEngine())
                .build());
    }

    private static LauncherDiscoveryRequest request(List<Class<?>> classes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                .build();
    }

    /** Turns what the platform tells into results. */
    private static final class Watch implements TestExecutionListener {

        private final Consumer<SpecResult> told;
        private final List<SpecResult> results = new ArrayList<>();
        private final Map<String, String> specifications = new LinkedHashMap<>();
        private final Map<String, Long> begun = new LinkedHashMap<>();

        Watch(Consumer<SpecResult> told) {
            this.told = told;
        }

        void tell(SpecResult result) {
            results.add(result);
            told.accept(result);
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
            if (test.isContainer()) {
                boolean inSpec =
                        test.getParentId().map(specifications::containsKey).orElse(false);
                String parent = test.getParentId().orElse("");
                specifications.put(test.getUniqueId(), inSpec ? specifications.get(parent) : test.getDisplayName());
                if (test.getParentId().isEmpty()) specifications.remove(test.getUniqueId());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            tell(new SpecResult(
                    specification(test),
                    test.getDisplayName(),
                    SpecResult.Verdict.SKIPPED,
                    Duration.ZERO,
                    Optional.empty()));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Duration took =
                    Duration.ofNanos(System.nanoTime() - begun.getOrDefault(test.getUniqueId(), System.nanoTime()));
            boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
            if (test.isContainer() && !failed) return;
            var verdict = switch (result.getStatus()) {
                case SUCCESSFUL -> SpecResult.Verdict.PASSED;
                case ABORTED -> SpecResult.Verdict.SKIPPED;
                case FAILED -> SpecResult.Verdict.FAILED;
            };
            tell(new SpecResult(specification(test), test.getDisplayName(), verdict, took, result.getThrowable()));
        }

        private String specification(TestIdentifier test) {
            return test.getParentId().map(specifications::get).orElse(test.getDisplayName());
        }
    }
}
