package org.strowger.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strowger.testkit.LadderOfMessages;
import org.strowger.testkit.spec.SpecReport;
import org.strowger.testkit.spec.SpecResult;
import org.strowger.testkit.spec.SpecResult.Verdict;
import org.strowger.testkit.spec.SpecRun;

/** Runs specifications and tells people about it. */
final class Tests {

    private final PrintWriter out;
    private String specification = "";

    private Tests(PrintWriter out) {
        this.out = out;
    }

    static int run(Path place, Optional<Path> junit, PrintWriter out, PrintWriter err) throws IOException {
        List<Path> files = SpecRun.find(place);
        if (files.isEmpty()) {
            err.println("strowger: there is no *.spec.groovy in " + place + "; 'strowger new' writes a first one");
            return Exit.REFUSED.code();
        }
        long begun = System.nanoTime();
        Tests telling = new Tests(out);
        List<SpecResult> results = SpecRun.run(files, telling::tell);
        telling.sum(results, System.nanoTime() - begun);
        if (junit.isPresent()) write(results, junit.get());
        return results.stream().anyMatch(result -> result.verdict() == Verdict.FAILED)
                ? Exit.PROBLEMS.code()
                : Exit.DONE.code();
    }

    private static void write(List<SpecResult> results, Path file) throws IOException {
        try (OutputStream xml = Files.newOutputStream(file)) {
            SpecReport.write(results, xml);
        }
    }

    private void tell(SpecResult result) {
        if (!result.specification().equals(specification)) out.println(result.specification());
        specification = result.specification();
        String mark = switch (result.verdict()) {
            case PASSED -> "  ok      ";
            case FAILED -> "  FAILED  ";
            case SKIPPED -> "  skipped ";
        };
        out.println(mark + result.feature());
        if (result.verdict() == Verdict.FAILED) result.failure().ifPresent(this::explain);
    }

    private void explain(Throwable failure) {
        place(failure).ifPresent(where -> indented(where));
        indented(String.valueOf(failure.getMessage()));
        String ladder = LadderOfMessages.of(failure);
        if (!ladder.isEmpty()) indented(ladder);
    }

    /** The line of the specification that failed. */
    private static Optional<String> place(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace())
            if (String.valueOf(frame.getFileName()).endsWith(".spec.groovy"))
                return Optional.of(frame.getFileName() + ":" + frame.getLineNumber());
        return Optional.empty();
    }

    private void indented(String text) {
        text.stripTrailing().lines().forEach(line -> out.println(("          " + line).stripTrailing()));
        out.println();
    }

    private void sum(List<SpecResult> results, long nanos) {
        long failed = count(results, Verdict.FAILED);
        long skipped = count(results, Verdict.SKIPPED);
        out.println(String.format(
                Locale.ROOT,
                "%d tests, %d failed%s, %.1f s",
                results.size(),
                failed,
                skipped == 0 ? "" : ", " + skipped + " skipped",
                nanos / 1e9));
    }

    private static long count(List<SpecResult> results, Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
