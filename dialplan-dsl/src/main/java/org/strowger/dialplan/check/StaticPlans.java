package org.strowger.dialplan.check;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObject;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import groovy.transform.NamedParams;
import groovy.util.Eval;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.classgen.BytecodeExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Finds what Groovy would look up by its name only when a call comes to it, and which a check of the plan would
 * therefore miss: a list spread over arguments, methods and properties named by what is computed, code made from text,
 * and options that come from a variable. All classes of a file are looked through.
 */
public final class StaticPlans extends ClassCodeVisitorSupport {

    private static final Set<String> SKIPPING =
            Set.of("groovy.transform.CompileStatic", "groovy.transform.TypeChecked", "groovy.transform.CompileDynamic");

    private static final Set<String> BY_NAME =
            Set.of("invokeMethod", "getProperty", "setProperty", "getMetaClass", "setMetaClass", "metaClass");

    private static final Set<String> MAKERS_OF_CODE = Set.of(
            GroovyShell.class.getName(),
            GroovyClassLoader.class.getName(),
            Eval.class.getName(),
            "groovy.util.GroovyScriptEngine");

    private final Findings findings;

    public StaticPlans(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        visitClass(type);
    }

    /**
     * {@code @CompileDynamic} and its like, on a part of a class; on the class itself, its types are never looked at.
     */
    @Override
    public void visitAnnotations(AnnotatedNode node) {
        for (AnnotationNode annotation : node.getAnnotations()) {
            boolean skips = SKIPPING.contains(annotation.getClassNode().getName())
                    && annotation.getMembers().values().stream()
                            .anyMatch(value -> value.getText().endsWith("SKIP"));
            if (skips)
                findings.problem(
                        annotation.getLineNumber() > 0 ? annotation : node,
                        ProblemCode.MISTAKE,
                        "a plan isn't checked where its types are left to the call",
                        "leave out the annotation, and give types to what needs them");
        }
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        checkArguments(call.getArguments(), String.valueOf(call.getMethodAsString()));
        if (target != null) checkTarget(call.getMethod(), target, call.getArguments());
        super.visitMethodCallExpression(call);
    }

    /** {@code object[name]}. */
    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        if (expression.getOperation().getType() == Types.LEFT_SQUARE_BRACKET
                && isOurs(type(expression.getLeftExpression()))
                && type(expression.getRightExpression()).equals(ClassHelper.STRING_TYPE))
            lookedUp(expression, expression.getText());
        super.visitBinaryExpression(expression);
    }

    /**
     * A call or the script, whose properties Groovy would find by this; what answers it by itself, such as a store, is
     * another matter.
     */
    private static boolean isOurs(ClassNode type) {
        boolean ours = type.isDerivedFrom(ClassHelper.make(Script.class))
                || type.getName().startsWith("org.strowger.");
        return ours && type.getMethods("getAt").isEmpty() && !type.implementsInterface(ClassHelper.MAP_TYPE);
    }

    private static ClassNode type(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        checkArguments(call.getArguments(), call.getMethod());
        super.visitStaticMethodCallExpression(call);
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        checkArguments(call.getArguments(), "new " + call.getType().getNameWithoutPackage());
        if (MAKERS_OF_CODE.contains(call.getType().getName())) noCodeFromText(call);
        super.visitConstructorCallExpression(call);
    }

    /** The compiler's own, which stands in classes that it makes. */
    @Override
    public void visitBytecodeExpression(BytecodeExpression expression) {}

    private void checkArguments(Expression arguments, String callee) {
        for (Expression argument : list(arguments)) {
            if (argument instanceof SpreadExpression && argument.getLineNumber() > 0) // else the compiler's own
            findings.problem(
                        argument,
                        ProblemCode.WRONG_TYPE,
                        "a list can't be spread over the arguments of " + callee,
                        "give the list itself: " + callee + "(list); to join lists: [*one, *other]");
            if (argument instanceof MapExpression map) checkOptions(map);
        }
    }

    private void checkOptions(MapExpression options) {
        for (MapEntryExpression option : options.getMapEntryExpressions())
            if (option.getKeyExpression() instanceof SpreadMapExpression) optionsElsewhere(option);
    }

    private void checkTarget(ASTNode at, MethodNode target, Expression arguments) {
        String owner = target.getDeclaringClass().getName();
        if (isLookedUp(target)) {
            lookedUp(at, target.getName());
        } else if (MAKERS_OF_CODE.contains(owner) || isEvaluate(target)) {
            noCodeFromText(at);
        } else if (takesOptions(target) && fill(list(arguments), target)) {
            Expression options = list(arguments).getFirst();
            if (!(options instanceof MapExpression)) optionsElsewhere(options);
        }
    }

    private static boolean isLookedUp(MethodNode target) {
        ClassNode owner = target.getDeclaringClass();
        boolean everyObject = owner.getName().equals(DefaultGroovyMethods.class.getName())
                || owner.equals(ClassHelper.OBJECT_TYPE)
                || owner.equals(ClassHelper.make(GroovyObject.class))
                || owner.equals(ClassHelper.CLOSURE_TYPE)
                || owner.equals(ClassHelper.make(Script.class));
        return everyObject && BY_NAME.contains(target.getName());
    }

    private static boolean isEvaluate(MethodNode target) {
        boolean script = target.getDeclaringClass().equals(ClassHelper.make(Script.class));
        return script && (target.getName().equals("evaluate") || isRunOfFile(target));
    }

    private static boolean isRunOfFile(MethodNode target) {
        return target.getName().equals("run") && target.getParameters().length > 0;
    }

    /** Where several may come last, none may, too. */
    private static boolean fill(List<Expression> arguments, MethodNode target) {
        Parameter[] parameters = target.getParameters();
        boolean several = parameters[parameters.length - 1].getType().isArray();
        return several ? arguments.size() >= parameters.length - 1 : arguments.size() == parameters.length;
    }

    private static boolean takesOptions(MethodNode target) {
        Parameter[] parameters = target.getParameters();
        return parameters.length > 0
                && !parameters[0]
                        .getAnnotations(ClassHelper.make(NamedParams.class))
                        .isEmpty();
    }

    private void optionsElsewhere(ASTNode at) {
        findings.problem(
                at,
                ProblemCode.WRONG_TYPE,
                "options that come from elsewhere can't be checked",
                "write them out here, as timeout: 20.seconds");
    }

    private void lookedUp(ASTNode at, String what) {
        findings.problem(
                at,
                ProblemCode.MISTAKE,
                "'" + what + "' finds things by their names when a call comes to it",
                "write the verb, the property or the method itself");
    }

    private void noCodeFromText(ASTNode at) {
        findings.problem(
                at,
                ProblemCode.MISTAKE,
                "code that is made from text can't be checked",
                "write a method, or include a file");
    }

    private static List<Expression> list(Expression arguments) {
        return arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
