package org.strowger.dialplan.literal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;

/**
 * A thing as a script writes it, where its type is known: an argument of a verb, the value of an option, or a part of
 * one. What it can't tell, since it is computed in the call, it answers with nothing. Columns are counted as in the
 * text, from 1.
 */
public final class Literal {

    private final Usage usage;
    private final String option;
    private final Expression written;

    private Literal(Usage usage, String option, Expression written) {
        this.usage = usage;
        this.option = option;
        this.written = written;
    }

    /** All that a verb was given; options, if there are any, are the first. */
    public static List<Literal> arguments(Usage usage) {
        return usage.arguments().stream()
                .map(argument -> new Literal(usage, "", argument))
                .toList();
    }

    /** The value of an option that a verb was given. */
    public static Optional<Literal> option(Usage usage, String name) {
        return options(usage.arguments()).stream()
                .filter(entry -> entry.getKeyExpression().getText().equals(name))
                .findFirst()
                .map(entry -> new Literal(usage, name, entry.getValueExpression()));
    }

    /** The options among a verb's arguments, as they are written. */
    public static List<MapEntryExpression> options(List<Expression> arguments) {
        return !arguments.isEmpty() && arguments.getFirst() instanceof MapExpression map
                ? map.getMapEntryExpressions()
                : List.of();
    }

    /** The verb that this was given to. */
    public String verb() {
        return usage.verb();
    }

    /** The option whose value this is; empty for an argument. */
    public String option() {
        return option;
    }

    /** What there is besides the scripts. */
    public Facts facts() {
        return usage.facts();
    }

    /** All that the verb was given with it, itself included. */
    public List<Literal> arguments() {
        return arguments(usage);
    }

    /** An option that the verb was given with it. */
    public Optional<Literal> option(String name) {
        return option(usage, name);
    }

    /** A file, named as in a script: beside it. */
    public Path beside(String file) {
        return usage.complaints().file().resolveSibling(file);
    }

    /** The text that it is, if it is one. */
    public Optional<String> text() {
        return written instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The beginning of a text that is completed in the call; all of one that is not. */
    public String beginning() {
        return written instanceof GStringExpression text
                ? text.getStrings().getFirst().getText()
                : text().orElse("");
    }

    /** The whole number that it is, if it is one. */
    public Optional<Integer> number() {
        return written instanceof ConstantExpression constant && constant.getValue() instanceof Integer number
                ? Optional.of(number)
                : Optional.empty();
    }

    /** How many of its units a time is, if it is written so: 20 of {@code 20.seconds}. */
    public Optional<Integer> units() {
        return written instanceof PropertyExpression unit && is(Duration.class)
                ? part(unit.getObjectExpression()).number()
                : Optional.empty();
    }

    /** The text of {@code ~/…/}. */
    public Optional<Literal> expression() {
        return written instanceof BitwiseNegationExpression expression
                ? Optional.of(part(expression.getExpression()))
                : Optional.empty();
    }

    /** Whether it is a list. */
    public boolean isList() {
        return written instanceof ListExpression;
    }

    /** What the list holds; nothing if it is none. */
    public List<Literal> elements() {
        return written instanceof ListExpression list
                ? list.getExpressions().stream().map(this::part).toList()
                : List.of();
    }

    /** Whether it is written as options, or as a map. */
    public boolean isMap() {
        return written instanceof MapExpression;
    }

    /** The names in options, or the keys of a map; nothing if it is none. */
    public List<Literal> keys() {
        return written instanceof MapExpression map
                ? map.getMapEntryExpressions().stream()
                        .map(entry -> part(entry.getKeyExpression()))
                        .toList()
                : List.of();
    }

    /** The values of a map, in the order of {@link #keys}; nothing if it is none. */
    public List<Literal> values() {
        return written instanceof MapExpression map
                ? map.getMapEntryExpressions().stream()
                        .map(entry -> part(entry.getValueExpression()))
                        .toList()
                : List.of();
    }

    /** Whether a list is spread here over arguments, which is refused elsewhere. */
    public boolean isSpread() {
        return written instanceof SpreadExpression;
    }

    /** What another verb is given here, if it is that verb; empty if it is not. */
    public Optional<List<Literal>> argumentsOf(String verb) {
        if (!(written instanceof MethodCallExpression call) || !verb.equals(call.getMethodAsString()))
            return Optional.empty();
        return Optional.of(
                call.getArguments() instanceof TupleExpression tuple
                        ? tuple.getExpressions().stream().map(this::part).toList()
                        : List.of());
    }

    private Literal part(Expression inner) {
        return new Literal(usage, option, inner);
    }

    /** Whether the compiler knows that it is one of these. */
    public boolean is(Class<?>... types) {
        return isA(type(written), types);
    }

    /** Whether it may be one of these in the call, as far as the compiler knows. */
    public boolean mayBe(Class<?>... types) {
        ClassNode type = type(written);
        return isA(type, types) || type.equals(ClassHelper.OBJECT_TYPE);
    }

    /** Whether it may be one of these, or a list that holds nothing else. */
    public boolean mayBeOrHold(Class<?>... types) {
        return mayBeOrHold(type(written), types);
    }

    private static boolean mayBeOrHold(ClassNode type, Class<?>... types) {
        return isA(type, types)
                || (isA(type, Iterable.class)
                        && element(type).map(inner -> mayBeOrHold(inner, types)).orElse(true))
                || type.equals(ClassHelper.OBJECT_TYPE)
                || type.isArray();
    }

    /** What a list holds, where the compiler knows. */
    private static Optional<ClassNode> element(ClassNode list) {
        GenericsType[] of = list.getGenericsTypes();
        return of == null || of.length != 1 || of[0].isPlaceholder() || of[0].isWildcard()
                ? Optional.empty()
                : Optional.of(of[0].getType());
    }

    private static boolean isA(ClassNode type, Class<?>... types) {
        ClassNode boxed = ClassHelper.getWrapper(type);
        return Arrays.stream(types)
                .map(ClassHelper::make)
                .anyMatch(wanted ->
                        boxed.equals(wanted) || boxed.isDerivedFrom(wanted) || boxed.implementsInterface(wanted));
    }

    private static ClassNode type(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    /** It can't be right. */
    public void problem(ProblemCode code, String message) {
        problem(span(), code, message, Optional.empty());
    }

    /** It can't be right, and this would be. */
    public void problem(ProblemCode code, String message, String hint) {
        problem(span(), code, message, Optional.of(hint));
    }

    /** A part of its text can't be right: that many characters, from this index on. */
    public void problemWithin(int index, int length, ProblemCode code, String message) {
        int column = written.getColumnNumber() + 1 + index; // after the quote
        problem(Span.of(written.getLineNumber(), column, length), code, message, Optional.empty());
    }

    /** It can't be right, unless that only follows from another mistake on its line. */
    public void perhaps(ProblemCode code, String message, String hint) {
        usage.complaints().perhaps(span(), code, message, Optional.of(hint));
    }

    /** The verb has no form for all that it was given: what the compiler says where it can see so by itself. */
    public void unfit() {
        unfit(Optional.empty());
    }

    /** The same, and what would be right. */
    public void unfit(Optional<String> hint) {
        List<String> types = arguments().stream().map(Literal::typeInWords).toList();
        String message = "'" + verb() + "' can't be used with " + String.join(", ", types);
        Span at = usage.complaints().span(usage.at());
        complain(at, message, hint, types.contains("Object"));
    }

    /**
     * As the value of an option, it must be of this type: what the compiler says where an option has one type always.
     */
    public void mustBe(Class<?> type) {
        if (is(type) || (type == String.class && is(CharSequence.class))) return;
        String given = typeInWords();
        String message = "'" + option + "' is " + given + ", but must be " + type.getSimpleName();
        Span at =
                usage.arguments().isEmpty() ? span() : name().map(Literal::span).orElse(span());
        complain(at, message, Optional.empty(), given.equals("Object"));
    }

    /** Where nothing is known of a type, that may be the fault of another mistake. */
    private void complain(Span at, String message, Optional<String> hint, boolean unknown) {
        if (unknown) usage.complaints().perhaps(at, ProblemCode.WRONG_TYPE, message, hint);
        else problem(at, ProblemCode.WRONG_TYPE, message, hint);
    }

    /** The option's name, as it is written before its value. */
    public Optional<Literal> name() {
        return arguments().stream()
                .limit(1)
                .flatMap(options -> options.keys().stream())
                .filter(key -> key.text().filter(option::equals).isPresent())
                .findFirst();
    }

    private String typeInWords() {
        if (written instanceof ClosureExpression) return "Closure";
        return type(written).toString(false).replaceAll("\\b(?:[\\w$]+\\.)+([\\w$]+)", "$1");
    }

    private Span span() {
        return usage.complaints().span(written);
    }

    private void problem(Span at, ProblemCode code, String message, Optional<String> hint) {
        usage.complaints().problem(at, code, message, hint);
    }
}
