package org.strowger.dialplan.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.script.DataVerbs;
import org.strowger.dialplan.script.LastingTable;
import org.strowger.dialplan.table.TableRow;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Compares what a script says to its tables and their rows with how they are declared: as far as its text tells which
 * table that is, by the variable that holds it or by the name that it is asked for. One use.
 */
public final class TableChecks extends ClassCodeVisitorSupport {

    private static final Set<String> READERS = Set.of("text", "number", "flag", "instant", "duration", "has");

    /** Verbs that a guard can't say, and that are asked as tables are. */
    private static final Set<String> ASKING = Set.of("limit", "lookup", "bill", "device");

    private final Findings findings;
    private final Map<Variable, DeclaredTable> tables = new HashMap<>();
    private final Map<String, DeclaredTable> byName = new HashMap<>();
    private final Map<Variable, DeclaredTable> rows = new HashMap<>();
    private final Set<Variable> assigned = new HashSet<>(); // later on, and perhaps from another table
    private boolean declaring;
    private boolean inGuard;

    public TableChecks(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        for (boolean first : new boolean[] {true, false}) {
            declaring = first;
            ScriptCode.visit(type, this);
        }
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        super.visitDeclarationExpression(declaration);
        if (!(declaration.getLeftExpression() instanceof VariableExpression variable)) return;
        table(declaration.getRightExpression()).ifPresent(table -> tables.put(variable, table));
        row(declaration.getRightExpression()).ifPresent(table -> rows.put(variable, table));
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target == null) {
            super.visitMethodCallExpression(call);
            return;
        }
        String face = target.getDeclaringClass().getName();
        if (declaring) declare(call, face);
        else look(call, face);
        if (face.equals(PlanVerbs.class.getName())) planWord(call);
        else super.visitMethodCallExpression(call);
    }

    private void declare(MethodCallExpression call, String face) {
        if (face.equals(PlanVerbs.class.getName()))
            DeclaredTable.of(call, findings).ifPresent(table -> byName.put(table.name(), table));
    }

    private void look(MethodCallExpression call, String face) {
        if (face.equals(TableRow.class.getName()))
            row(call.getObjectExpression()).ifPresent(table -> lookAtRow(call, table));
        if (face.equals(DataVerbs.class.getName()) && ASKING.contains(call.getMethodAsString())) decidesOnly(call);
        if (inGuard) actsOnCall(call);
        if (!face.equals(LastingTable.class.getName())) return;
        decidesOnly(call);
        table(call.getObjectExpression()).ifPresent(table -> lookAtTable(call, table));
    }

    private void actsOnCall(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target != null && Words.acts(target.getDeclaringClass().getName(), target.getName()))
            findings.perhaps(
                    findings.span(call.getMethod()),
                    ProblemCode.MISPLACED,
                    "a guard only decides, and this acts on the call",
                    Optional.of("say it in the route's body"));
    }

    private void lookAtRow(MethodCallExpression call, DeclaredTable table) {
        String reader = String.valueOf(call.getMethodAsString());
        if (READERS.contains(reader)) table.reads(reader, call.getMethod(), arguments(call));
    }

    private void lookAtTable(MethodCallExpression call, DeclaredTable table) {
        List<Expression> given = arguments(call);
        switch (String.valueOf(call.getMethodAsString())) {
            case "put", "putIfAbsent" -> table.writes(Literal.options(given));
            case "increment" -> table.increments(given);
            case "compareAndSet" -> table.compares(given);
            default -> {}
        }
    }

    /** Its bodies are bodies, and its guards are guards. */
    private void planWord(MethodCallExpression call) {
        String word = String.valueOf(call.getMethodAsString());
        List<Expression> given = arguments(call);
        for (Expression argument : given) {
            boolean guards = argument instanceof ClosureExpression
                    && (word.equals("require") || (word.equals("route") && isGuard(argument, given)));
            if (guards) guard(argument);
            else argument.visit(this);
        }
    }

    /** The last block is the body, unless a method takes the call. */
    private static boolean isGuard(Expression block, List<Expression> given) {
        boolean handled = Literal.options(given).stream()
                .filter(option -> option.getKeyExpression().getText().equals("to"))
                .anyMatch(option -> !(option.getValueExpression() instanceof ConstantExpression)); // To's is a text
        return handled || !block.equals(given.getLast());
    }

    @Override
    public void visitMapEntryExpression(MapEntryExpression entry) {
        boolean guards = entry.getKeyExpression().getText().equals("when")
                && entry.getValueExpression() instanceof ClosureExpression;
        if (guards) guard(entry.getValueExpression());
        else super.visitMapEntryExpression(entry);
    }

    private void guard(Expression block) {
        boolean outer = inGuard;
        inGuard = true;
        block.visit(this);
        inGuard = outer;
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        if (!(expression instanceof DeclarationExpression)
                && Types.isAssignment(expression.getOperation().getType())
                && expression.getLeftExpression() instanceof VariableExpression variable)
            assigned.add(variable.getAccessedVariable());
        boolean asks = ClassHelper.make(LastingTable.class).equals(type(expression.getLeftExpression()))
                || ClassHelper.make(LastingTable.class).equals(type(expression.getRightExpression()));
        boolean reads = switch (expression.getOperation().getText()) {
            case "[", "in", "!in" -> asks;
            default -> false;
        };
        if (reads && !declaring) decidesOnly(expression);
        super.visitBinaryExpression(expression);
    }

    private void decidesOnly(Expression at) {
        if (inGuard)
            findings.problem(
                    at,
                    ProblemCode.MISPLACED,
                    "a guard only decides, and this is asked in a call",
                    "ask it in the route's body");
    }

    /** The table that this is, if that is known. */
    private Optional<DeclaredTable> table(Expression written) {
        return switch (written) {
            case VariableExpression variable -> held(tables, variable);
            case MethodCallExpression call
            when "table".equals(call.getMethodAsString()) ->
                arguments(call).getLast() instanceof ConstantExpression name
                        ? Optional.ofNullable(byName.get(name.getText()))
                        : Optional.empty();
            case MethodCallExpression call
            when "put".equals(call.getMethodAsString()) -> table(call.getObjectExpression());
            default -> Optional.empty();
        };
    }

    private Optional<DeclaredTable> held(Map<Variable, DeclaredTable> by, VariableExpression variable) {
        Variable accessed = variable.getAccessedVariable();
        return assigned.contains(accessed) ? Optional.empty() : Optional.ofNullable(by.get(accessed));
    }

    /** The table that this is a row of, if that is known. */
    private Optional<DeclaredTable> row(Expression written) {
        return switch (written) {
            case VariableExpression variable -> held(rows, variable);
            case BinaryExpression index
            when index.getOperation().getText().equals("[") -> table(index.getLeftExpression());
            default -> Optional.empty();
        };
    }

    private static ClassNode type(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
