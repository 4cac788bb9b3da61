package org.strowger.dialplan.compile;

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
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.strowger.dialplan.script.Interruption;

/**
 * Lets an interrupt end every loop and every recursion: whatever a script can come by for ever, the body of a loop, of
 * a closure and of a method, begins with {@link Interruption#check}. Groovy's own {@code @ThreadInterrupt} does the
 * same, but is written in Groovy and takes a tenth of a second to start.
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
            Statement body = method.getCode();
            if (body != null && !body.isEmpty() && !method.isSynthetic()) method.setCode(checked(body));
            super.visitMethod(method);
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            Statement body = closure.getCode();
            closure.setCode(body.isEmpty() ? valueless(body) : checked(body));
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

        /**
         * Java's loops may come by an empty closure for ever too. Its value, which would be that of the check, stays
         * null.
         */
        private static Statement valueless(Statement body) {
            var block = new BlockStatement();
            block.setSourcePosition(body);
            block.addStatement(check(body));
            block.addStatement(ReturnStatement.RETURN_NULL_OR_VOID);
            return block;
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
