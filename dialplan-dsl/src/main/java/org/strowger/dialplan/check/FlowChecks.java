package org.strowger.dialplan.check;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.fraud.FraudOutcome;
import org.strowger.dialplan.limit.LimitOutcome;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.text.ProblemCode;

/** Follows the way that a script takes: code that it never reaches, and outcomes of a dial that a switch forgets. */
public final class FlowChecks extends ClassCodeVisitorSupport {

    private static final Set<String> LAST_VERBS = Words.verbs(Course.Kind.LAST);
    /** What a switch must not forget any of. */
    private static final List<Class<?>> CLOSED = List.of(DialOutcome.class, LimitOutcome.class, FraudOutcome.class);

    private static Set<String> outcomes(Class<?> of) {
        return Arrays.stream(of.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private final Findings findings;
    private Optional<Expression> subject = Optional.empty(); // of the switch with arrows that comes next

    public FlowChecks(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        ScriptCode.visit(type, this);
    }

    @Override
    public void visitBlockStatement(BlockStatement block) {
        @Nullable Statement last = null;
        for (Statement statement : block.getStatements()) {
            if (last != null && isWorthSaying(statement)) {
                findings.problem(
                        statement, ProblemCode.UNREACHABLE, "this is never reached: " + why(last) + " before it");
                break;
            }
            if (ends(statement)) last = statement;
        }
        super.visitBlockStatement(block);
    }

    /** A {@code break} or an empty {@code return} says the same once more. */
    private static boolean isWorthSaying(Statement statement) {
        boolean same = statement instanceof BreakStatement
                || statement instanceof ContinueStatement
                || statement instanceof EmptyStatement
                || (statement instanceof ReturnStatement back
                        && back.getExpression().getLineNumber() < 1);
        return !same && statement.getLineNumber() > 0;
    }

    private static String why(Statement last) {
        return switch (last) {
            case ExpressionStatement verb
            when verb.getExpression() instanceof MethodCallExpression call ->
                call.getMethodAsString() + "() ends the call";
            case ThrowStatement _ -> "there is a throw";
            case ReturnStatement _ -> "there is a return";
            default -> "every way ends";
        };
    }

    private static boolean ends(Statement statement) {
        return switch (statement) {
            case ReturnStatement _, ThrowStatement _ -> true;
            case ExpressionStatement verb -> verb.getExpression() instanceof MethodCallExpression call && isLast(call);
            case BlockStatement block -> block.getStatements().stream().anyMatch(FlowChecks::ends);
            case IfStatement both -> ends(both.getIfBlock()) && ends(both.getElseBlock());
            default -> false;
        };
    }

    private static boolean isLast(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        return target != null
                && LAST_VERBS.contains(target.getName())
                && Words.isOurs(target.getDeclaringClass().getName());
    }

    /** Who only asks for a place, and goes on without one, limits nothing. */
    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
        if (statement.getExpression() instanceof MethodCallExpression call && returns(call, LimitOutcome.class))
            findings.perhaps(
                    findings.span(call.getMethod()),
                    ProblemCode.MISSING_OUTCOME,
                    "nobody looks at what this limit comes to",
                    Optional.of("if (!limit(…)) reject 486"));
        if (statement.getExpression() instanceof MethodCallExpression call && returns(call, FraudOutcome.class))
            findings.perhaps(
                    findings.span(call.getMethod()),
                    ProblemCode.MISSING_OUTCOME,
                    "nobody looks at what this guard says",
                    Optional.of("if (!fraudGuard(…)) reject 403"));
        super.visitExpressionStatement(statement);
    }

    private static boolean returns(MethodCallExpression call, Class<?> outcome) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        return target != null && target.getReturnType().equals(ClassHelper.make(outcome));
    }

    @Override
    public void visitSwitch(SwitchStatement decision) {
        ClassNode about = decision.getExpression().getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        CLOSED.stream()
                .filter(type -> ClassHelper.make(type).equals(about))
                .forEach(type -> checkOutcomes(decision, type));
        super.visitSwitch(decision);
    }

    /** A switch with arrows is compiled as one over a variable that holds what it is about. */
    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        if (declaration.getLineNumber() < 1) subject = Optional.of(declaration.getRightExpression());
        super.visitDeclarationExpression(declaration);
    }

    private ASTNode subject(SwitchStatement decision) {
        var written = decision.getExpression();
        return written.getLineNumber() < 1 ? subject.<ASTNode>map(it -> it).orElse(decision) : written;
    }

    private void checkOutcomes(SwitchStatement decision, Class<?> of) {
        Set<String> all = outcomes(of);
        var left = new LinkedHashSet<>(all);
        for (CaseStatement one : decision.getCaseStatements()) {
            if (!(one.getExpression() instanceof ClassExpression type)) return; // a condition of another kind
            String outcome = type.getType().getNameWithoutPackage();
            String name = outcome.substring(outcome.lastIndexOf('$') + 1);
            if (name.equals(of.getSimpleName())) return;
            if (!left.remove(name) && all.contains(name))
                findings.problem(
                        one.getExpression(), ProblemCode.UNREACHABLE, "this is never reached: " + name + " is above");
        }
        if (left.isEmpty() || !(decision.getDefaultStatement() instanceof EmptyStatement)) return;
        findings.problem(
                subject(decision),
                ProblemCode.MISSING_OUTCOME,
                "the switch forgets " + String.join(" and ", left),
                "say what is done then, or add a default");
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
