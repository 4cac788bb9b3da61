package org.strowger.testkit.spec;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.event.Happening;
import spock.lang.Specification;

/** Compiles specifications. They find the testkit, Spock, outcomes, events and causes of an end without imports. */
final class SpecClasses {

    private SpecClasses() {}

    /** The specifications of a file; none, and a result told, if it does not compile. */
    static List<Class<?>> compile(Path file, Consumer<SpecResult> told) {
        GroovyClassLoader loader = new GroovyClassLoader(SpecClasses.class.getClassLoader(), configuration());
        try {
            loader.parseClass(
                    new GroovyCodeSource(file.toAbsolutePath().normalize().toFile(), "UTF-8"));
        } catch (CompilationFailedException | IOException | LinkageError broken) {
            told.accept(new SpecResult(
                    file.getFileName().toString(),
                    "compiles",
                    SpecResult.Verdict.FAILED,
                    Duration.ZERO,
                    Optional.of(broken)));
            return List.of();
        }
        return Stream.of(loader.getLoadedClasses())
                .filter(Specification.class::isAssignableFrom)
                .<Class<?>>map(type -> type)
                .toList();
    }

    private static CompilerConfiguration configuration() {
        ImportCustomizer imports = new ImportCustomizer();
        imports.addStarImports("org.strowger.testkit", "spock.lang", "java.time");
        Set<String> named = new HashSet<>(); // a call may be Transferred, and be over by it: the event goes before
        Stream.of(DialOutcome.class, Happening.class, EndCause.class)
                .flatMap(SpecClasses::kinds)
                .filter(kind -> named.add(kind.getSimpleName()))
                .forEach(kind -> imports.addImport(kind.getSimpleName(), kind.getName()));
        CompilerConfiguration configuration = new CompilerConfiguration();
        // A specification runs once: linking each of its calls for the long run would take longer than they do.
        configuration.setOptimizationOptions(Map.of(CompilerConfiguration.INVOKEDYNAMIC, false));
        configuration.addCompilationCustomizers(imports);
        return configuration;
    }

    private static Stream<Class<?>> kinds(Class<?> of) {
        return of.isSealed() ? Stream.of(of.getPermittedSubclasses()).flatMap(SpecClasses::kinds) : Stream.of(of);
    }
}
