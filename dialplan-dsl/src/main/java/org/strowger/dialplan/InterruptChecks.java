package org.strowger.dialplan;

import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.LoopingStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Lets an interrupt end every loop and every recursion: whatever a script can come by for ever, the body of a loop, of a closure and of a method, begins with
 * {@link Interruption#check}. Groovy's own {@code @ThreadInterrupt} does the same, but is written in Groovy and takes a tenth of a second to start.
 */
final class InterruptChecks extends CompilationCustomizer {

    private static final ClassNode INTERRUPTION = ClassHelper.make(Interruption.class);

    InterruptChecks() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Bodies(source).visitClass(type);
    }

    private static final class Bodies extends ClassCodeVisitorSupport {

        private final SourceUnit source;

        Bodies(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethod(MethodNode method) {
            if (!method.isSynthetic() && !method.isAbstract()) method.setCode(unlessEmpty(method.getCode()));
            super.visitMethod(method);
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            closure.setCode(unlessEmpty(closure.getCode()));
            super.visitClosureExpression(closure);
        }

        @Override
        public void visitForLoop(ForStatement loop) {
            checkBody(loop);
            super.visitForLoop(loop);
        }

        @Override
        public void visitWhileLoop(WhileStatement loop) {
            checkBody(loop);
            super.visitWhileLoop(loop);
        }

        @Override
        public void visitDoWhileLoop(DoWhileStatement loop) {
            checkBody(loop);
            super.visitDoWhileLoop(loop);
        }

        private static void checkBody(LoopingStatement loop) {
            loop.setLoopBlock(checked(loop.getLoopBlock()));
        }

        /** An empty body is left alone where its value is that of its last statement. */
        private static @Nullable Statement unlessEmpty(@Nullable Statement body) {
            return body == null || body.isEmpty() ? body : checked(body);
        }

        private static Statement checked(Statement body) {
            if (body instanceof BlockStatement block) {
                block.getStatements().addFirst(check(block));
                return block;
            }
            var block = new BlockStatement();
            block.setSourcePosition(body);
            block.addStatement(check(body));
            block.addStatement(body);
            return block;
        }

        private static Statement check(Statement body) {
            var call = new StaticMethodCallExpression(INTERRUPTION, "check", ArgumentListExpression.EMPTY_ARGUMENTS);
            call.setSourcePosition(body);
            var check = new ExpressionStatement(call);
            check.setSourcePosition(body);
            return check;
        }
    }
}
