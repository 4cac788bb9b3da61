package org.strowger.dialplan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.number.NumberLanguage;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.script.Menu;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Finds choices of a menu that nobody can make, since one above takes the same digits, and ways back to nowhere. One
 * use.
 */
public final class MenuChecks extends ClassCodeVisitorSupport {

    private record Choice(String pattern, int line, NumberLanguage digits) {}

    private final Findings findings;
    private List<Choice> above = new ArrayList<>();
    private int menus; // around, one within the other
    private boolean inRoute; // and not in a method, which a menu elsewhere may call

    public MenuChecks(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        ScriptCode.visit(type, this);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        if (is(call, "on", Menu.class)) look(call);
        if (is(call, "back", Menu.Choice.class) && inRoute && menus < 2)
            findings.problem(
                    call.getMethod(),
                    ProblemCode.MISPLACED,
                    "there is no menu around to go back to",
                    "repeat() offers this one again");
        boolean outerRoute = inRoute;
        inRoute |= is(call, "route", PlanVerbs.class);
        if ("menu".equals(call.getMethodAsString())) visitMenu(call);
        else super.visitMethodCallExpression(call);
        inRoute = outerRoute;
    }

    private void visitMenu(MethodCallExpression call) {
        List<Choice> outer = above; // of the menu that this one stands in
        above = new ArrayList<>();
        menus++;
        super.visitMethodCallExpression(call);
        menus--;
        above = outer;
    }

    private static boolean is(MethodCallExpression call, String name, Class<?> of) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        return target != null
                && target.getName().equals(name)
                && target.getDeclaringClass().equals(ClassHelper.make(of));
    }

    private void look(MethodCallExpression call) {
        Expression digits =
                call.getArguments() instanceof TupleExpression given ? given.getExpression(0) : call.getArguments();
        if (!(digits instanceof ConstantExpression)) return;
        choice(digits).ifPresent(choice -> {
            above.stream()
                    .filter(other -> choice.digits().isWithin(List.of(other.digits())))
                    .findFirst()
                    .ifPresent(other -> findings.problem(
                            digits,
                            ProblemCode.UNREACHABLE,
                            "this is never chosen: '" + other.pattern() + "' on line " + other.line()
                                    + " takes the same digits"));
            above.add(choice);
        });
    }

    /** One that is no pattern is told elsewhere. */
    private static Optional<Choice> choice(Expression digits) {
        try {
            return NumberPattern.compile(digits.getText())
                    .language()
                    .map(language ->
                            new Choice(digits.getText(), digits.getLineNumber(), new NumberLanguage(language)));
        } catch (NumberPattern.BadPattern bad) {
            return Optional.empty();
        }
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
