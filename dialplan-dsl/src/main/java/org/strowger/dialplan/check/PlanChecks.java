package org.strowger.dialplan.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.literal.Usage;
import org.strowger.dialplan.option.Target;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.script.Menu;
import org.strowger.dialplan.script.RouteCall;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.ShippedPlans;

/**
 * Looks through a script whose types are known, for mistakes that types don't show: verbs whose engine is to come,
 * names that the switch doesn't know, words that stand in the wrong place, literals that can't be right.
 */
public final class PlanChecks extends ClassCodeVisitorSupport {

    private enum Place {
        TOP_LEVEL,
        CALL,
        /** In a closure given to what is no word of ours, and perhaps misspelt. */
        UNKNOWN
    }

    /** Faces whose words act on a call. */
    private static final Set<String> CALL_FACES = Stream.concat(Words.callFaces(), Stream.of(RouteCall.class))
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** Words of those faces that need no call. */
    private static final Set<String> ANYWHERE = Words.verbs(Course.Kind.ANYWHERE);

    private final Findings findings;
    private final Facts facts;
    private Place place = Place.CALL;
    /** Where closures stand that are met next. */
    private Place closures = Place.CALL;

    private boolean inCallback;
    private boolean isOver;

    public PlanChecks(Findings findings, Facts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    public void check(ClassNode type) {
        if (ScriptCode.isOf(type)) for (MethodNode method : List.copyOf(type.getMethods())) checkMethod(method);
    }

    private void checkMethod(MethodNode method) {
        place = method.getName().equals("run") && method.getParameters().length == 0 ? Place.TOP_LEVEL : Place.CALL;
        closures = place;
        if (method.getCode() != null) method.getCode().visit(this);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target != null) checkVerb(call, target);
        Place outer = closures;
        boolean outerCallback = inCallback;
        closures = within(call, target);
        boolean outerOver = isOver;
        inCallback |= target != null && runsMeanwhile(target);
        isOver |= target != null && target.getName().equals("onEnd");
        super.visitMethodCallExpression(call);
        isOver = outerOver;
        inCallback = outerCallback;
        closures = outer;
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        Place outer = place;
        place = closures;
        super.visitClosureExpression(closure);
        place = outer;
    }

    /**
     * Where closures stand that are arguments of a call: those given to route, emergency and callbacks are run during
     * calls.
     */
    private Place within(MethodCallExpression call, @Nullable MethodNode target) {
        if (target == null) return place == Place.CALL ? Place.CALL : Place.UNKNOWN;
        String name = String.valueOf(call.getMethodAsString());
        boolean opensCall =
                call.isImplicitThis() && (name.equals("route") || name.equals("emergency") || isCallback(name));
        return opensCall ? Place.CALL : place;
    }

    /** Whether a block of it runs while another verb waits. */
    private static boolean runsMeanwhile(MethodNode target) {
        return isCallback(target.getName())
                || target.getName().equals("bill")
                || (target.getName().equals("on") && !target.getDeclaringClass().equals(ClassHelper.make(Menu.class)));
    }

    private static boolean isCallback(String name) {
        return name.length() > 2 && name.startsWith("on") && Character.isUpperCase(name.charAt(2));
    }

    private void checkVerb(MethodCallExpression call, MethodNode target) {
        String face = target.getDeclaringClass().getName();
        String verb = target.getName();
        if (face.equals(PlanVerbs.class.getName())) {
            checkPlanWord(call, verb);
        } else if (face.equals(Object.class.getName()) && verb.equals("wait")) {
            // Object's own, which is taken where the argument is a number, or missing: it waits for something else.
            findings.problem(
                    call.getMethod(),
                    ProblemCode.MISSING_UNIT,
                    "'wait' takes a time with a unit",
                    "such as wait 2.seconds");
        } else if (Words.isOurs(face)) {
            if (place == Place.TOP_LEVEL && CALL_FACES.contains(face) && acts(verb, target))
                findings.problem(
                        call.getMethod(),
                        ProblemCode.MISPLACED,
                        verb + " needs a call: it stands in a route's body, a callback or a handler");
            look(face, call, verb);
            if (isOver && Words.acts(face, verb) && !verb.equals("event"))
                findings.problem(
                        call.getMethod(),
                        ProblemCode.MISPLACED,
                        "when onEnd runs, the call is over: " + verb + " can't be done any more");
            if (verb.equals("goTo") && inCallback)
                findings.problem(
                        call.getMethod(),
                        ProblemCode.MISPLACED,
                        "goTo leaves a route's body: it can't stand in a callback",
                        "keep in store where to go, and say goTo behind the verb that waits");
            if (verb.equals("subscriber")) findings.include(ShippedPlans.FEATURES, call.getMethod());
        }
    }

    private void checkPlanWord(MethodCallExpression call, String word) {
        if (place == Place.CALL) {
            findings.problem(
                    call.getMethod(),
                    ProblemCode.MISPLACED,
                    word + " builds the plan: it stands at the top level or in a context, not in a call");
            return;
        }
        look(PlanVerbs.class.getName(), call, word);
        if (word.equals("include")) arguments(call).forEach(this::include);
        findings.site(call.getMethod(), subject(call), call.getLastLineNumber());
    }

    private void include(Expression file) {
        if (file instanceof ConstantExpression named && named.getValue() instanceof String name)
            findings.include(name, file);
    }

    private void look(String face, MethodCallExpression call, String verb) {
        VerbChecks.look(face, new Usage(verb, call.getMethod(), arguments(call), facts, findings));
    }

    private static boolean acts(String verb, MethodNode target) {
        boolean makesTarget = target.getReturnType().implementsInterface(ClassHelper.make(Target.class))
                || target.getReturnType().equals(ClassHelper.make(Target.class));
        return !makesTarget && !ANYWHERE.contains(verb) && !verb.startsWith("get") && !isCallback(verb);
    }

    /** What a word of the plan is about: its pattern, its first option, or just the word. */
    private static ASTNode subject(MethodCallExpression call) {
        return arguments(call).stream()
                .filter(argument -> !(argument instanceof ClosureExpression))
                .map(argument ->
                        argument instanceof MapExpression && arguments(call).size() > 1
                                ? arguments(call).get(1)
                                : argument)
                .filter(argument -> !(argument instanceof ClosureExpression))
                .<ASTNode>map(argument -> argument)
                .findFirst()
                .orElse(call.getMethod());
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
