package org.strowger.dialplan.compile;

import groovy.transform.CompileStatic;
import java.util.Set;
import java.util.function.BiConsumer;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.strowger.call.Leg;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.MachineTone;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.check.StaticPlans;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.route.DialplanScript;
import org.strowger.dialplan.script.LastingTable;
import org.strowger.dialplan.script.Outcomes;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableFull;

/**
 * How a dialplan's script is compiled: statically, with our checks; with our outcomes and causes imported; and so that
 * an interrupt ends every loop. Carries what the checks need, since Groovy makes them itself and hands them no more
 * than this.
 */
final class PlanConfiguration extends CompilerConfiguration {

    private final transient Findings findings;
    private final transient Facts facts;

    PlanConfiguration(Findings findings, Facts facts, BiConsumer<String, byte[]> classFiles) {
        this.findings = findings;
        this.facts = facts;
        setBytecodePostprocessor((name, bytes) -> {
            classFiles.accept(name, bytes);
            return bytes;
        });
        setScriptBaseClass(DialplanScript.class.getName());
        setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        addCompilationCustomizers(
                imports(),
                new StaticCompilation(),
                new ClassAnnotations(findings),
                new WaitOfCalls(),
                new InterruptChecks());
    }

    Findings findings() {
        return findings;
    }

    Facts facts() {
        return facts;
    }

    private static ImportCustomizer imports() {
        var imports = new ImportCustomizer();
        for (Class<?> face : Outcomes.ALL) {
            for (Class<?> type : face.getPermittedSubclasses()) imports.addImport(type.getSimpleName(), type.getName());
        }
        imports.addImports("java.time.Duration", "java.time.Instant");
        imports.addImport("NotAnswered", Leg.NotAnswered.class.getName());
        imports.addImports(TableFailed.class.getName(), TableFull.class.getName(), LastingTable.class.getName());
        imports.addStaticStars(MachineTone.class.getName(), DeviceState.class.getName());
        return imports;
    }

    /**
     * Has each class of a script compiled statically; Groovy's own customizer for that is written in Groovy, and slow
     * to start.
     */
    private static final class StaticCompilation extends CompilationCustomizer {

        StaticCompilation() {
            super(CompilePhase.CONVERSION);
        }

        @Override
        public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
            var compileStatic = new AnnotationNode(ClassHelper.make(CompileStatic.class));
            compileStatic.setMember("extensions", new ConstantExpression(PlanTypeChecks.class.getName()));
            type.addAnnotation(compileStatic);
        }
    }

    /** Looks at the annotations of classes as soon as they are resolved. */
    private static final class ClassAnnotations extends CompilationCustomizer {

        private final StaticPlans checks;

        ClassAnnotations(Findings findings) {
            super(CompilePhase.CANONICALIZATION);
            this.checks = new StaticPlans(findings);
        }

        @Override
        public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
            checks.visitAnnotations(type);
        }
    }
}
