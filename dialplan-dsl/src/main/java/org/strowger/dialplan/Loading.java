package org.strowger.dialplan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.strowger.call.CallEnded;
import org.strowger.dialplan.audit.PlanAudit;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.compile.CompiledFiles;
import org.strowger.dialplan.compile.PlanCompiler.Compiled;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.plan.ScriptClasses;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.route.Outlines;
import org.strowger.dialplan.route.PlanBuilder;
import org.strowger.dialplan.route.RouteTable;
import org.strowger.dialplan.script.ScriptFaults;
import org.strowger.dialplan.text.Problem;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.ShippedPlans;
import org.strowger.dialplan.text.Span;

/**
 * One load of a plan: compiles all its files, and those that they include, so that all problems are found at once; if
 * there are none, runs the top level of each.
 */
final class Loading implements PlanBuilder.Sources {

    /** How long the top level may run: it only builds a table. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Reads a file. */
    @FunctionalInterface
    interface Texts {
        String read(Path file) throws IOException;
    }

    private final Known known;
    private final CompiledFiles compiler;
    private final Texts texts;
    private final IntSupplier version;
    private final Map<Path, Compiled> compiled = new LinkedHashMap<>();
    /** What was read, so that a version can be loaded once more and a later change be noticed. */
    private final Map<Path, String> read = new LinkedHashMap<>();

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Deque<Path> reading = new ArrayDeque<>();

    Loading(Known known, CompiledFiles compiler, Texts texts, IntSupplier version) {
        this.known = known;
        this.compiler = compiler;
        this.texts = texts;
        this.version = version;
    }

    LoadResult load(List<Path> files) {
        var roots = files.stream().map(Path::normalize).toList();
        roots.forEach(file -> compile(file, file, Span.of(1, 1, 1)));
        var builder = new PlanBuilder(this);
        if (problems.isEmpty()) runAll(roots, builder);
        var table = builder.build();
        if (problems.isEmpty()) lacking(builder);
        if (problems.isEmpty()) empty(roots.getFirst(), table);
        if (problems.isEmpty()) audit(table);
        var classes = new ScriptClasses();
        compiled.values().forEach(one -> compiler.handOver(one, classes));
        if (problems.isEmpty())
            return new LoadResult.Loaded(new Dialplan(
                    version.getAsInt(),
                    table,
                    outlines(),
                    read,
                    classes,
                    known.services().declaring(builder.tables())));
        classes.release();
        return new LoadResult.Failed(problems.stream().sorted(Problem.BY_PLACE).toList(), read);
    }

    /** Words that ask what a plan has set which comes with the switch, and which nothing includes. */
    private void lacking(PlanBuilder builder) {
        compiled.forEach((file, one) -> one.findings().includes().stream()
                .filter(wanted -> ShippedPlans.isNamed(wanted.name()) && !builder.hasIncluded(wanted.name()))
                .forEach(wanted -> problems.add(new Problem(
                        file,
                        wanted.at(),
                        ProblemCode.MISSING_FILE,
                        "this asks what feature codes have set, and the plan has none",
                        Optional.of("write include '" + wanted.name() + "' above its routes"),
                        one.findings().text().line(wanted.at().line())))));
    }

    /** A plan, or a context that calls enter, in which every call would get 404. */
    private void empty(Path file, RouteTable table) {
        if (table.isEmpty()) problem(file, 1, "the plan has no routes: every call would get 404");
        else
            known.directory().contexts().forEach((context, who) -> {
                if (table.contexts().containsKey(context)) return;
                problem(
                        file,
                        1,
                        "calls of " + who + " enter context '" + context + "', which the plan lacks: write context('"
                                + context + "') { … }");
            });
    }

    /** Mistakes that only the table as a whole shows. */
    private void audit(RouteTable table) {
        new PlanAudit(table, outlines(), known.directory().domains()).problems().forEach(mistake -> {
            var findings =
                    Objects.requireNonNull(compiled.get(mistake.place().file())).findings();
            var at = mistake.at()
                    .orElseGet(() -> findings.siteAt(mistake.place().line())
                            .map(Findings.Site::subject)
                            .orElseGet(
                                    () -> findings.text().word(mistake.place().line(), 1)));
            problem(mistake.place().file(), at, mistake.code(), mistake.message());
        });
    }

    private Outlines outlines() {
        var all = new LinkedHashMap<Path, List<Outline>>();
        compiled.forEach((file, one) -> all.put(file, one.findings().outlines()));
        return new Outlines(all);
    }

    /** Compiles a file and what it includes, unless that was done already. */
    private void compile(Path file, Path askedBy, Span at) {
        if (compiled.containsKey(file)) return;
        Optional<String> text = ShippedPlans.isShipped(file) ? shipped(file, askedBy, at) : ofDisk(file, askedBy, at);
        if (text.isEmpty()) return;
        var one = compiler.of(file, text.get(), known);
        compiled.put(file, one);
        problems.addAll(one.findings().problems());
        for (var include : one.findings().includes()) compile(beside(file, include.name()), file, include.at());
    }

    /** It changes with the switch alone, so that nobody watches it. */
    private Optional<String> shipped(Path file, Path askedBy, Span at) {
        Optional<String> text = ShippedPlans.text(file);
        if (text.isEmpty())
            problem(
                    askedBy,
                    at,
                    ProblemCode.MISSING_FILE,
                    "there is no plan '" + ShippedPlans.name(file) + "' that comes with the switch: there is "
                            + ShippedPlans.FEATURES);
        return text;
    }

    private Optional<String> ofDisk(Path file, Path askedBy, Span at) {
        Optional<String> text = read(file, askedBy, at);
        read.put(file, text.orElse(""));
        return text;
    }

    private Optional<String> read(Path file, Path askedBy, Span at) {
        try {
            return Optional.of(texts.read(file));
        } catch (NoSuchFileException missing) {
            problem(askedBy, at, ProblemCode.MISSING_FILE, "there is no file " + file);
        } catch (CharacterCodingException notText) {
            problem(askedBy, at, ProblemCode.MISSING_FILE, file + " is not UTF-8 text");
        } catch (IOException e) {
            problem(askedBy, at, ProblemCode.MISSING_FILE, file + " can't be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Path beside(Path file, String name) {
        return ShippedPlans.isNamed(name)
                ? ShippedPlans.path(name)
                : file.resolveSibling(name).normalize();
    }

    /** Runs the top levels in a thread of their own, which can be cut short. */
    private void runAll(List<Path> roots, PlanBuilder builder) {
        var runner = Thread.ofVirtual().name("dialplan-load").start(() -> roots.forEach(file -> run(file, builder)));
        try {
            if (!runner.join(PATIENCE)) {
                runner.interrupt();
                runner.join(PATIENCE);
                problem(roots.getFirst(), 1, "the top level has not ended within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException stop) {
            runner.interrupt();
            Thread.currentThread().interrupt();
            problem(roots.getFirst(), 1, "loading was interrupted");
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
            String what = fault instanceof IllegalStateException
                            || fault instanceof IllegalArgumentException
                            || fault instanceof CallEnded
                    ? fault.getMessage()
                    : fault.toString();
            problem(file, line, String.valueOf(what));
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
            problem(from, line, name + " includes itself");
            return;
        }
        compile(file, from, place(from, line)); // a name that was not a literal
        if (problems.isEmpty()) run(file, builder);
    }

    @Override
    public void problem(int line, String message) {
        problem(reading.element(), line, message);
    }

    @Override
    public Path file() {
        return reading.element();
    }

    private static int currentLine() {
        return ScriptFaults.scriptFrame(new Throwable())
                .map(StackTraceElement::getLineNumber)
                .orElse(1);
    }

    private void problem(Path file, int line, String message) {
        problem(file, place(file, line), ProblemCode.LOAD, message);
    }

    /** The word of the plan that stands on the line, if there is one, else the line. */
    private Span place(Path file, int line) {
        var findings = Optional.ofNullable(compiled.get(file)).map(Compiled::findings);
        return findings.flatMap(known -> known.siteAt(line))
                .map(Findings.Site::word)
                .filter(word -> word.line() == line)
                .or(() -> findings.map(known -> known.text().whole(line)))
                .orElse(Span.of(line, 1, 1));
    }

    private void problem(Path file, Span at, ProblemCode code, String message) {
        String source = Optional.ofNullable(compiled.get(file))
                .map(one -> one.findings().text().line(at.line()))
                .orElse("");
        problems.add(new Problem(file, at, code, message, Optional.empty(), source));
    }
}
