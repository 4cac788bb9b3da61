package org.strowger.dialplan.compile;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.codehaus.groovy.GroovyBugError;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SimpleMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.compile.KeptFiles.KeptClasses;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.route.DialplanScript;
import org.strowger.dialplan.text.Brackets;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;
import org.strowger.directory.Account;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;

/** Compiles one file. */
public final class PlanCompiler {

    /** A file that compiled, if {@code problems} is empty; its classes are in the loader. */
    public record Compiled(String text, Optional<DialplanScript> script, GroovyClassLoader classes, Findings findings) {

        /** The same from its class files: classes and a script of its own, whose fields are as they were at first. */
        Compiled again(Map<String, byte[]> files) {
            if (script.isEmpty()) return this;
            try {
                return load(text, KeptClasses.of(files), script.get().getClass().getName(), findings);
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken); // it worked before
            }
        }
    }

    private PlanCompiler() {}

    static Compiled compile(Path file, String text, Known known) {
        return compile(file, text, new Facts(known), (_, _) -> {});
    }

    /**
     * Compiles.
     *
     * @param facts what its checks may ask
     * @param classFiles told of each class that was made, with its name
     */
    static Compiled compile(Path file, String text, Facts facts, BiConsumer<String, byte[]> classFiles) {
        var findings = new Findings(file, text);
        var loader = new GroovyClassLoader(
                PlanCompiler.class.getClassLoader(), new PlanConfiguration(findings, facts, classFiles));
        Optional<DialplanScript> script = Optional.empty();
        try {
            var source = new GroovyCodeSource(text, file.getFileName().toString(), "/dialplan");
            source.setCachable(false);
            script = instance(loader.parseClass(source), findings);
        } catch (MultipleCompilationErrorsException errors) {
            report(errors.getErrorCollector(), findings);
        } catch (CompilationFailedException | GroovyBugError | LinkageError | ReflectiveOperationException broken) {
            report(findings, ProblemCode.SYNTAX, "can't be compiled: " + broken.getMessage());
        }
        findings.settle();
        return new Compiled(text, script, loader, findings);
    }

    /** What was compiled before. */
    static Compiled load(String text, GroovyClassLoader classes, String script, Findings findings)
            throws ReflectiveOperationException {
        return new Compiled(text, instance(classes.loadClass(script), findings), classes, findings);
    }

    private static Optional<DialplanScript> instance(Class<?> type, Findings findings)
            throws ReflectiveOperationException {
        if (!DialplanScript.class.isAssignableFrom(type)) {
            report(findings, ProblemCode.MISTAKE, "the file holds classes, but no routes");
            return Optional.empty();
        }
        try {
            return Optional.of((DialplanScript) type.getDeclaredConstructor().newInstance());
        } catch (InvocationTargetException thrown) {
            report(findings, ProblemCode.LOAD, "can't be initialised: " + thrown.getCause());
            return Optional.empty();
        }
    }

    private static void report(ErrorCollector errors, Findings findings) {
        var consequences = new ArrayList<SyntaxException>();
        for (Message message : errors.getErrors()) {
            switch (message) {
                case SyntaxErrorMessage syntax
                when isConsequence(syntax.getCause()) -> consequences.add(syntax.getCause());
                case SyntaxErrorMessage syntax -> report(syntax.getCause(), findings);
                case ExceptionMessage exception ->
                    report(
                            findings,
                            ProblemCode.SYNTAX,
                            String.valueOf(exception.getCause().getMessage()));
                case SimpleMessage simple -> report(findings, ProblemCode.SYNTAX, simple.getMessage());
                default -> report(findings, ProblemCode.SYNTAX, message.toString());
            }
        }
        for (var perhaps : consequences) if (!findings.hasProblemOn(perhaps.getLine())) report(perhaps, findings);
    }

    private static boolean isConsequence(SyntaxException error) {
        return text(error).weight() == Messages.Weight.PERHAPS_CONSEQUENCE;
    }

    private static Messages.Text text(SyntaxException error) {
        return Messages.of(String.valueOf(error.getOriginalMessage()));
    }

    private static void report(SyntaxException error, Findings findings) {
        var text = text(error);
        if (text.code() == ProblemCode.SYNTAX && reportBracket(findings)) return;
        var span = findings.text()
                .between(error.getLine(), error.getStartColumn(), error.getEndLine(), error.getEndColumn());
        var at = text.word().isEmpty() ? span : findings.text().find(span, text.word());
        findings.problem(at, text.code(), text.message(), text.hint());
    }

    /** What the compiler can't read for want of a bracket, it tells of where it noticed. */
    private static boolean reportBracket(Findings findings) {
        Optional<Brackets.Unmatched> wrong = Brackets.unmatched(findings.text().whole());
        wrong.ifPresent(bracket -> {
            boolean opens = bracket.bracket() < bracket.missing();
            findings.problem(
                    Span.of(bracket.line(), bracket.column(), 1),
                    ProblemCode.SYNTAX,
                    "'" + bracket.bracket() + (opens ? "' is not closed" : "' closes nothing"),
                    Optional.of("'" + bracket.missing() + "' is missing"));
        });
        return wrong.isPresent();
    }

    /** Of the file as a whole. */
    private static void report(Findings findings, ProblemCode code, String message) {
        findings.problem(findings.text().word(1, 1), code, message, Optional.empty());
    }

    /** Brings the compiler and the paths that scripts take through it into memory. */
    public static void warmUp() {
        compile(Path.of("warm-up.groovy"), """
            route('1XXX') { switch (dial(user(number), timeout: 20.seconds)) {
                case Busy -> reject 486
                default -> hangup()
            } }
            """, new Known(new Nobody(), List.of()));
    }

    private static final class Nobody implements Directory {
        @Override
        public Set<String> domains() {
            return Set.of();
        }

        @Override
        public Optional<Account> account(String user) {
            return Optional.empty();
        }

        @Override
        public Optional<Trunk> trunk(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Trunk> trunkAt(java.net.InetAddress source) {
            return Optional.empty();
        }
    }
}
