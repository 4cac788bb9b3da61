package org.strowger.dialplan.compile;

import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.strowger.dialplan.check.ScriptCode;

/**
 * Makes {@code call.wait(…)} of {@code wait …}: without a receiver, Groovy takes every method of a closure's own class
 * first, and finds {@code Object.wait} there, whatever the closure's delegate has. Classes that a script declares are
 * left alone.
 */
final class WaitOfCalls extends CompilationCustomizer {

    WaitOfCalls() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (ScriptCode.isOf(type)) new Calls(source).visitClass(type);
    }

    private static final class Calls extends ClassCodeVisitorSupport {

        private final SourceUnit source;

        Calls(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            if (call.isImplicitThis() && "wait".equals(call.getMethodAsString())) {
                var ofCall = new MethodCallExpression(
                        VariableExpression.THIS_EXPRESSION, "getCall", MethodCallExpression.NO_ARGUMENTS);
                ofCall.setSourcePosition(call.getMethod());
                call.setObjectExpression(ofCall);
                call.setImplicitThis(false);
            }
            super.visitMethodCallExpression(call);
        }
    }
}
