package org.strowger.dialplan.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Caller;
import org.strowger.dialplan.script.Outcomes;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Finds comparisons that are false in every call, since things of two kinds are never equal: a number dialled, which is
 * a text, and 1001; an outcome and its name. Groovy compiles them, and the decision would always go one way.
 */
public final class ComparisonChecks extends ClassCodeVisitorSupport {

    /** What is never equal to anything of another kind. */
    private enum Kind {
        TEXT("a text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        TIME("a time"),
        /** It may be empty, and is not what it holds. */
        MAYBE("an Optional"),
        CLASS("a class"),
        OURS("");

        private final String inWords;

        Kind(String inWords) {
            this.inWords = inWords;
        }
    }

    private record Side(Expression written, ClassNode type, Kind kind) {
        String inWords() {
            return kind == Kind.OURS ? name(type) : kind.inWords;
        }
    }

    private final Findings findings;

    public ComparisonChecks(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        ScriptCode.visit(type, this);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        switch (expression.getOperation().getText()) {
            case "==", "!=" -> compare(expression.getLeftExpression(), expression.getRightExpression(), expression);
            case "in", "!in" -> look(expression.getLeftExpression(), expression.getRightExpression());
            default -> {}
        }
        super.visitBinaryExpression(expression);
    }

    @Override
    public void visitSwitch(SwitchStatement decision) {
        Optional<Side> subject = side(decision.getExpression());
        if (subject.isPresent())
            for (CaseStatement one : decision.getCaseStatements()) {
                Expression written = one.getExpression();
                if (isWrittenOut(written)) side(written).ifPresent(value -> compare(subject.get(), value, written));
            }
        super.visitSwitch(decision);
    }

    /** In a list that is written out, or a range. */
    private void look(Expression left, Expression right) {
        Optional<Side> sought = side(left);
        if (sought.isEmpty()) return;
        List<Expression> elements = switch (right) {
            case ListExpression list -> list.getExpressions();
            case RangeExpression range -> List.of(range.getFrom());
            default -> List.of();
        };
        for (Expression element : elements) side(element).ifPresent(one -> compare(sought.get(), one, element));
    }

    /** A value; a class is matched by its instances there, and a closure decides by itself. */
    private static boolean isWrittenOut(Expression written) {
        return written instanceof ConstantExpression || written instanceof RangeExpression;
    }

    private void compare(Expression left, Expression right, ASTNode at) {
        side(left).ifPresent(one -> side(right).ifPresent(other -> compare(one, other, at)));
    }

    private void compare(Side one, Side other, ASTNode at) {
        if (one.kind() == other.kind()) return;
        findings.problem(
                findings.span(at),
                ProblemCode.WRONG_TYPE,
                one.inWords() + " is never equal to " + other.inWords(),
                hint(one, other).or(() -> hint(other, one)));
    }

    /** How to say what was meant, seen from one of the two sides. */
    private static Optional<String> hint(Side one, Side other) {
        String value = other.written() instanceof ConstantExpression constant ? constant.getText() : "…";
        return switch (one.kind()) {
            case OURS -> ours(one, other, value);
            case MAYBE -> Optional.of("compare what it holds: .orElse('')");
            case TEXT -> other.kind() == Kind.NUMBER ? Optional.of("write '" + value + "'") : Optional.empty();
            case TIME -> other.kind() == Kind.NUMBER ? Optional.of("write " + value + ".seconds") : Optional.empty();
            case NUMBER, TRUTH, CLASS -> Optional.empty();
        };
    }

    private static Optional<String> ours(Side one, Side other, String value) {
        if (other.kind() == Kind.CLASS && other.written() instanceof ClassExpression outcome)
            return Optional.of("write instanceof " + name(outcome.getType()));
        if (one.type().equals(ClassHelper.make(Caller.class))) return Optional.of("compare caller.number()");
        return Outcomes.ALL.stream()
                .filter(closed -> one.type().equals(ClassHelper.make(closed)))
                .flatMap(closed -> Arrays.stream(closed.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .filter(value::equalsIgnoreCase)
                .map(outcome -> "write instanceof " + outcome)
                .findFirst();
    }

    private static Optional<Side> side(Expression written) {
        if (written instanceof ConstantExpression constant && constant.isNullExpression()) return Optional.empty();
        ClassNode inferred = written.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        ClassNode type = ClassHelper.getWrapper(inferred == null ? written.getType() : inferred);
        return kind(written, type).map(kind -> new Side(written, type, kind));
    }

    private static Optional<Kind> kind(Expression written, ClassNode type) {
        if (written instanceof RangeExpression range) {
            Expression from = range.getFrom();
            return side(from).map(Side::kind);
        }
        if (written instanceof ClassExpression) return Optional.of(Kind.CLASS);
        if (type.equals(ClassHelper.STRING_TYPE) || type.equals(ClassHelper.GSTRING_TYPE))
            return Optional.of(Kind.TEXT);
        if (type.isDerivedFrom(ClassHelper.Number_TYPE)) return Optional.of(Kind.NUMBER);
        if (type.equals(ClassHelper.Boolean_TYPE)) return Optional.of(Kind.TRUTH);
        if (type.equals(ClassHelper.make(Duration.class))) return Optional.of(Kind.TIME);
        if (type.equals(ClassHelper.make(Optional.class))) return Optional.of(Kind.MAYBE);
        return isOurs(type) ? Optional.of(Kind.OURS) : Optional.empty();
    }

    /** What the switch gives a script, but for what may be a text by itself. */
    private static boolean isOurs(ClassNode type) {
        return type.getName().startsWith("org.strowger.")
                && !type.implementsInterface(ClassHelper.make(CharSequence.class));
    }

    private static String name(ClassNode type) {
        String name = type.getNameWithoutPackage();
        return name.substring(name.lastIndexOf('$') + 1);
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
