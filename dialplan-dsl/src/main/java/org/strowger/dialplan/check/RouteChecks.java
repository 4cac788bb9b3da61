package org.strowger.dialplan.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.data.CsvTable;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.script.CallVerbs;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/**
 * Compares what the body of a route asks of its route with what that has: the groups of its expression, and the columns
 * of its table of numbers. Only where the route is written out beside the body: a method may take calls of many. One
 * use.
 */
public final class RouteChecks extends ClassCodeVisitorSupport {

    /** What the route around has; nothing where that is not known. */
    private record Around(Optional<Pattern> expression, Optional<List<String>> columns) {}

    private static final Set<String> TABLES = Set.of("numbers", "prefixes");

    private final Findings findings;
    private final Facts facts;
    private final Map<Variable, List<String>> tables = new HashMap<>();
    private Optional<Around> around = Optional.empty();

    public RouteChecks(Findings findings, Facts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    public void check(ClassNode type) {
        ScriptCode.visit(type, this);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        super.visitDeclarationExpression(declaration);
        if (declaration.getLeftExpression() instanceof VariableExpression variable)
            columns(declaration.getRightExpression()).ifPresent(columns -> tables.put(variable, columns));
    }

    /** Those of a file that is named in full, if it is there; what is wrong with it is told elsewhere. */
    private Optional<List<String>> columns(Expression written) {
        if (!(written instanceof MethodCallExpression call) || !TABLES.contains(call.getMethodAsString()))
            return Optional.empty();
        List<Expression> given = arguments(call);
        if (given.isEmpty() || !(given.getLast() instanceof ConstantExpression name)) return Optional.empty();
        Path file = findings.file().resolveSibling(name.getText());
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            return Optional.of(facts.columns(file));
        } catch (CsvTable.BadTable bad) {
            return Optional.empty();
        }
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        String face = target == null ? "" : target.getDeclaringClass().getName();
        if (face.equals(CallVerbs.class.getName()) && call.getMethod().getText().equals("group"))
            arguments(call).forEach(this::lookAtGroup);
        boolean isRoute = face.equals(PlanVerbs.class.getName())
                && call.getMethod().getText().equals("route");
        if (!isRoute) {
            super.visitMethodCallExpression(call);
            return;
        }
        Optional<Around> outer = around;
        around = written(arguments(call));
        super.visitMethodCallExpression(call);
        around = outer;
    }

    /** What a route has, by what it is chosen by: an expression, a table, or neither. */
    private Optional<Around> written(List<Expression> given) {
        for (Expression one : given) {
            if (one instanceof BitwiseNegationExpression expression)
                return compiled(expression.getExpression().getText())
                        .map(known -> new Around(Optional.of(known), Optional.empty()));
            if (one instanceof VariableExpression variable)
                return Optional.ofNullable(tables.get(variable.getAccessedVariable()))
                        .map(columns -> new Around(Optional.empty(), Optional.of(columns)));
            if (one instanceof ConstantExpression text && text.getValue() instanceof String)
                return Optional.of(new Around(Optional.empty(), Optional.empty()));
        }
        return Optional.empty();
    }

    private static Optional<Pattern> compiled(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException bad) { // told elsewhere
            return Optional.empty();
        }
    }

    private void lookAtGroup(Expression wanted) {
        if (around.isEmpty() || !(wanted instanceof ConstantExpression constant)) return;
        Optional<Pattern> expression = around.get().expression();
        switch (constant.getValue()) {
            case Integer index -> lookAtIndex(index, expression, wanted);
            case String name -> lookAtName(name, expression, wanted);
            case null, default -> {}
        }
    }

    private void lookAtIndex(int index, Optional<Pattern> expression, ASTNode at) {
        int groups = expression.map(known -> known.matcher("").groupCount()).orElse(-1);
        if (index >= 0 && index <= groups) return;
        String message = expression.isEmpty()
                ? "the route has no regular expression to take a group of"
                : "the route's expression has no group " + index;
        findings.problem(
                findings.span(at),
                ProblemCode.BAD_VALUE,
                message,
                expression.map(_ -> groups == 0 ? "it has none: set ( ) around what is wanted" : "it has " + groups));
    }

    /** The people of the configuration have names, too, and can be dialled. */
    private void lookAtName(String name, Optional<Pattern> expression, ASTNode at) {
        Set<String> groups =
                expression.map(known -> known.namedGroups().keySet()).orElse(Set.of());
        if (expression.isEmpty() || groups.contains(name) || facts.groups().contains(name)) return;
        findings.problem(
                findings.span(at),
                ProblemCode.BAD_VALUE,
                "the route's expression has no group '" + name + "'",
                Spelling.didYouMean(name, groups).or(() -> Optional.of("name one by (?<" + name + ">…)")));
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        columnsOf(property.getObjectExpression())
                .filter(columns -> !columns.contains(property.getPropertyAsString()))
                .ifPresent(columns -> noColumn(property, columns));
        super.visitPropertyExpression(property);
    }

    /** {@code row}, and {@code table[number]}. */
    private Optional<List<String>> columnsOf(Expression written) {
        return switch (written) {
            case VariableExpression row
            when row.getName().equals("row") && row.getAccessedVariable() instanceof DynamicVariable ->
                around.flatMap(Around::columns);
            case BinaryExpression indexed
            when indexed.getOperation().getText().equals("[")
                    && indexed.getLeftExpression() instanceof VariableExpression table ->
                Optional.ofNullable(tables.get(table.getAccessedVariable()));
            default -> Optional.empty();
        };
    }

    private void noColumn(PropertyExpression property, List<String> columns) {
        String wanted = String.valueOf(property.getPropertyAsString());
        findings.problem(
                property.getProperty(),
                ProblemCode.UNKNOWN_NAME,
                "the table has no column '" + wanted + "'",
                Spelling.didYouMean(wanted, Set.copyOf(columns)).orElse("it has " + String.join(", ", columns)));
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
