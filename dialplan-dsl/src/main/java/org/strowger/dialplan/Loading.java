package org.strowger.dialplan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.CallEnded;
import org.strowger.dialplan.PlanCompiler.Compiled;

/**
 * One load of a plan: compiles all its files, and those that they include, so that all problems are found at once; if there are none, runs the top level of
 * each.
 */
final class Loading implements PlanBuilder.Sources {

    /** How long the top level may run: it only builds a table. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Known known;
    private final Map<Path, Compiled> compiled = new LinkedHashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Deque<Path> reading = new ArrayDeque<>();

    Loading(Known known) {
        this.known = known;
    }

    LoadResult load(List<Path> files) {
        var roots = files.stream().map(Path::normalize).toList();
        roots.forEach(file -> compile(file, file, 1, 1));
        var builder = new PlanBuilder(this);
        if (problems.isEmpty()) runAll(roots, builder);
        var classes = new ScriptClasses();
        compiled.values().forEach(one -> classes.add(one.classes()));
        if (problems.isEmpty())
            return new LoadResult.Loaded(new Dialplan(builder.build(), List.copyOf(compiled.keySet()), classes));
        classes.release();
        return new LoadResult.Failed(problems.stream().sorted(Problem.BY_PLACE).toList());
    }

    /** Compiles a file and what it includes, unless that was done already. */
    private void compile(Path file, Path askedBy, int line, int column) {
        if (compiled.containsKey(file)) return;
        Optional<String> text = read(file, askedBy, line, column);
        if (text.isEmpty()) return;
        var one = PlanCompiler.compile(file, text.get(), known);
        compiled.put(file, one);
        problems.addAll(one.findings().problems());
        for (var include : one.findings().includes())
            compile(beside(file, include.name()), file, include.line(), include.column());
    }

    private Optional<String> read(Path file, Path askedBy, int line, int column) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException missing) {
            problem(askedBy, line, column, "there is no file " + file);
        } catch (CharacterCodingException notText) {
            problem(askedBy, line, column, file + " is not UTF-8 text");
        } catch (IOException e) {
            problem(askedBy, line, column, file + " can't be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Path beside(Path file, String name) {
        return file.resolveSibling(name).normalize();
    }

    /** Runs the top levels in a thread of their own, which can be cut short. */
    private void runAll(List<Path> roots, PlanBuilder builder) {
        var runner = Thread.ofVirtual().name("dialplan-load").start(() -> roots.forEach(file -> run(file, builder)));
        try {
            if (!runner.join(PATIENCE)) {
                runner.interrupt();
                runner.join(PATIENCE);
                problem(roots.getFirst(), 1, 1, "the top level has not ended within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException stop) {
            runner.interrupt();
            Thread.currentThread().interrupt();
            problem(roots.getFirst(), 1, 1, "loading was interrupted");
        }
    }

    private void run(Path file, PlanBuilder builder) {
        var one = compiled.get(file);
        if (one == null || one.script().isEmpty()) return;
        reading.push(file);
        try {
            one.script().get().build(builder);
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            Throwable fault = thrown instanceof RuntimeException wrapped ? ScriptFaults.unwrapped(wrapped) : thrown;
            int line = ScriptFaults.scriptFrame(fault)
                    .map(StackTraceElement::getLineNumber)
                    .orElse(1);
            String what = fault instanceof IllegalStateException || fault instanceof CallEnded
                    ? fault.getMessage()
                    : fault.toString();
            problem(file, line, 1, String.valueOf(what));
        } finally {
            reading.pop();
        }
    }

    @Override
    public void include(String name, PlanBuilder builder) {
        Path from = reading.element();
        Path file = beside(from, name);
        int line = currentLine();
        if (reading.contains(file)) {
            problem(from, line, 1, name + " includes itself");
            return;
        }
        compile(file, from, line, 1); // a name that was not a literal
        if (problems.isEmpty()) run(file, builder);
    }

    @Override
    public void problem(int line, String message) {
        problem(reading.element(), line, 1, message);
    }

    @Override
    public String file() {
        return reading.element().getFileName().toString();
    }

    private static int currentLine() {
        return ScriptFaults.scriptFrame(new Throwable())
                .map(StackTraceElement::getLineNumber)
                .orElse(1);
    }

    private void problem(Path file, int line, int column, String message) {
        problems.add(new Problem(file, Math.max(line, 1), column, message, Optional.empty()));
    }
}
