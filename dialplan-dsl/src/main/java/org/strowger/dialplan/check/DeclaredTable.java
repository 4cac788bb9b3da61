package org.strowger.dialplan.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.table.ColumnType;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.text.ProblemCode;

/** A table as a script's text declares it, to compare with it what the text does with it. */
record DeclaredTable(TableShape shape, Findings findings) {

    /** What is declared by {@code table('…', key: '…', columns: […])}, if all of it is written out and right. */
    static Optional<DeclaredTable> of(MethodCallExpression call, Findings findings) {
        if (!"table".equals(call.getMethodAsString())
                || !(call.getArguments() instanceof TupleExpression given)
                || Literal.options(given.getExpressions()).isEmpty()) return Optional.empty();
        Optional<String> name = written(given.getExpressions().getLast());
        Optional<String> key = Optional.empty();
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (MapEntryExpression option : Literal.options(given.getExpressions())) {
            switch (option.getKeyExpression().getText()) {
                case "key" -> key = written(option.getValueExpression());
                case "columns" -> {
                    if (!(option.getValueExpression() instanceof MapExpression map)) return Optional.empty();
                    for (MapEntryExpression column : map.getMapEntryExpressions()) {
                        Optional<String> columnName = written(column.getKeyExpression());
                        Optional<ColumnType> type =
                                written(column.getValueExpression()).flatMap(ColumnType::of);
                        if (columnName.isEmpty() || type.isEmpty()) return Optional.empty();
                        columns.put(columnName.get(), type.get());
                    }
                }
                default -> {}
            }
        }
        if (name.isEmpty() || key.isEmpty()) return Optional.empty();
        try {
            return Optional.of(
                    new DeclaredTable(new TableShape(name.get(), key.get(), columns, Optional.empty()), findings));
        } catch (IllegalArgumentException told) { // where it is declared
            return Optional.empty();
        }
    }

    /** The text that this is, if it is written out: what a variable or an expression holds, only its run tells. */
    private static Optional<String> written(Expression expression) {
        return expression instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    String name() {
        return shape.name();
    }

    /** {@code row.text('column')}. */
    void reads(String reader, ASTNode at, List<Expression> given) {
        column(given.getFirst())
                .filter(type -> !reader.equals("has") && !type.word().equals(reader))
                .ifPresent(type -> findings.problem(
                        at,
                        ProblemCode.WRONG_TYPE,
                        "column " + quoted(given.getFirst()) + " of " + shape + " is a " + type.word(),
                        "." + type.word() + "(" + quoted(given.getFirst()) + ")"));
    }

    /** {@code table.put(key, column: value)}. */
    void writes(List<MapEntryExpression> values) {
        for (MapEntryExpression value : values)
            column(value.getKeyExpression())
                    .ifPresent(type -> holds(value.getKeyExpression(), type, value.getValueExpression()));
    }

    /** {@code table.increment(key, 'column')}. */
    void increments(List<Expression> given) {
        if (given.size() < 2) return;
        column(given.get(1))
                .filter(type -> type != ColumnType.NUMBER)
                .ifPresent(type -> findings.problem(
                        given.get(1),
                        ProblemCode.WRONG_TYPE,
                        "column " + quoted(given.get(1)) + " of " + shape + " is a " + type.word(),
                        "only a number is incremented"));
    }

    /** {@code table.compareAndSet(key, 'column', expected, wanted)}. */
    void compares(List<Expression> given) {
        if (given.size() < 4) return;
        column(given.get(1)).ifPresent(type -> {
            holds(given.get(1), type, given.get(2));
            holds(given.get(1), type, given.get(3));
        });
    }

    /** The type of a column, if its name is written out; one that there isn't is a problem. */
    private Optional<ColumnType> column(Expression name) {
        Optional<String> column = written(name);
        Optional<ColumnType> type = column.map(shape.columns()::get);
        if (column.isPresent() && type.isEmpty()) unknown(name, column.get());
        return type;
    }

    private void unknown(Expression at, String column) {
        findings.problem(
                at,
                ProblemCode.UNKNOWN_NAME,
                shape + " has no column '" + column + "'",
                column.equals(shape.key()) ? "that is the key: row.key" : shape.nearest(column));
    }

    private void holds(Expression column, ColumnType type, Expression value) {
        ClassNode given = type(value);
        boolean open = given.equals(ClassHelper.OBJECT_TYPE)
                || given.equals(ClassHelper.make(Optional.class))
                || (value instanceof ConstantExpression constant && constant.isNullExpression());
        if (open || type.given().stream().anyMatch(wanted -> isA(given, wanted))) return;
        findings.problem(
                value,
                ProblemCode.WRONG_TYPE,
                "column " + quoted(column) + " of " + shape + " is a " + type.word() + ", not a "
                        + given.getNameWithoutPackage(),
                "it takes " + type.given().stream().map(Class::getSimpleName).collect(Collectors.joining(" or ")));
    }

    private static boolean isA(ClassNode given, Class<?> wanted) {
        ClassNode type = ClassHelper.make(wanted);
        ClassNode boxed = ClassHelper.getWrapper(given);
        return boxed.equals(type) || boxed.isDerivedFrom(type) || boxed.implementsInterface(type);
    }

    private static ClassNode type(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    private static String quoted(Expression name) {
        return "'" + name.getText() + "'";
    }
}
