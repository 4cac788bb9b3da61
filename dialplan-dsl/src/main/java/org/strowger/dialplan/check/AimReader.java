package org.strowger.dialplan.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.strowger.dialplan.route.Outline.Aim;
import org.strowger.dialplan.route.Outline.Kind;
import org.strowger.dialplan.route.Outline.UriText;
import org.strowger.dialplan.text.Span;

/** Reads what is dialled from how it is written. */
final class AimReader {

    private static final String NUMBER = "\0";
    private static final Pattern URI = Pattern.compile("sips?:([^@]*)@([^;:?>]+).*");

    private final Findings findings;
    private final Map<String, Expression> variables;

    /** With these variables, which were declared before. */
    AimReader(Findings findings, Map<String, Expression> variables) {
        this.findings = findings;
        this.variables = variables;
    }

    List<Aim> aims(Expression written) {
        return switch (written) {
            case ListExpression list -> all(list.getExpressions());
            case VariableExpression variable
            when variables.containsKey(variable.getName()) -> aims(variables.get(variable.getName()), variable);
            case MethodCallExpression call -> call(call);
            case ConstantExpression text -> List.of(new Aim(Kind.URI, text.getText(), uri(text.getText())));
            case GStringExpression text ->
                List.of(new Aim(Kind.URI, text(written), template(text).flatMap(AimReader::uri)));
            default -> List.of(new Aim(Kind.OTHER, text(written), Optional.empty()));
        };
    }

    private List<Aim> aims(Expression value, VariableExpression variable) {
        boolean itself = value instanceof VariableExpression; // perhaps in a circle
        return itself ? List.of(new Aim(Kind.OTHER, variable.getName(), Optional.empty())) : aims(value);
    }

    private List<Aim> all(List<Expression> written) {
        return written.stream().flatMap(one -> aims(one).stream()).toList();
    }

    private List<Aim> call(MethodCallExpression call) {
        return switch (String.valueOf(call.getMethodAsString())) {
            case "firstToAnswer", "oneByOne" -> all(arguments(call));
            case "user", "subscriber" -> List.of(new Aim(Kind.USER, text(call), Optional.empty()));
            case "trunk" -> List.of(new Aim(Kind.TRUNK, text(call), Optional.empty()));
            case "to" -> List.of(new Aim(Kind.TRUNK, text(call), Optional.empty()));
            default -> List.of(new Aim(Kind.OTHER, text(call), Optional.empty()));
        };
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    private static Optional<String> template(GStringExpression text) {
        var template = new StringBuilder();
        for (int i = 0; i < text.getStrings().size(); i++) {
            template.append(text.getStrings().get(i).getText());
            if (i >= text.getValues().size()) continue;
            if (!text.getValue(i).getText().matches("(call\\.)?number")) return Optional.empty();
            template.append(NUMBER);
        }
        return Optional.of(template.toString());
    }

    private static Optional<UriText> uri(String template) {
        var parts = URI.matcher(template);
        if (!parts.matches() || parts.group(2).contains(NUMBER)) return Optional.empty();
        var user = List.of(parts.group(1).split(NUMBER, -1));
        return user.size() > 2 ? Optional.empty() : Optional.of(new UriText(user, parts.group(2)));
    }

    private String text(Expression expression) {
        return findings.text()
                .written(new Span(
                        expression.getLineNumber(),
                        expression.getColumnNumber(),
                        expression.getLastLineNumber(),
                        expression.getLastColumnNumber()));
    }
}
