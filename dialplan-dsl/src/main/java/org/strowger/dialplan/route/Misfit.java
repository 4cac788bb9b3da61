package org.strowger.dialplan.route;

import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.Call.CallRequest;
import org.strowger.dialplan.number.Expressions;
import org.strowger.dialplan.number.Glob;

/** Says which criterion of a route a call doesn't fulfil. */
public final class Misfit {

    private Misfit() {}

    /** The first one in words; empty if the call fulfils them all. */
    public static Optional<String> of(Criteria criteria, CallRequest request, String number) {
        if (criteria.match(request, number) != null) return Optional.empty();
        return Optional.of(why(criteria, request, number));
    }

    private static String why(Criteria criteria, CallRequest request, String number) {
        var numbers = criteria.numbers();
        if (!numbers.isEmpty() && numbers.stream().noneMatch(pattern -> pattern.matches(number)))
            return "the number is not " + numbers.stream().map(Object::toString).collect(Collectors.joining(" or "));
        var expression = criteria.expression();
        if (expression.isPresent() && Expressions.match(expression.get(), number) == null)
            return "the expression doesn't match the number";
        if (criteria.from().filter(glob -> !glob.matches(request.from())).isPresent())
            return "From is " + request.from() + ", not " + criteria.from().get();
        if (criteria.to().filter(glob -> !glob.matches(request.to())).isPresent())
            return "To is " + request.to() + ", not " + criteria.to().get();
        var address = request.source().getAddress();
        if (criteria.source().filter(range -> !range.contains(address)).isPresent())
            return "it comes from " + address.getHostAddress() + ", not "
                    + criteria.source().get();
        if (criteria.trunk().isPresent() && !request.trunk().equals(criteria.trunk()))
            return "it comes from "
                    + request.trunk().map(name -> "trunk " + name).orElse("no trunk") + ", not from trunk "
                    + criteria.trunk().get();
        return criteria.headers().entrySet().stream()
                .filter(wanted -> request.header(wanted.getKey())
                        .filter(value -> Glob.matches(wanted.getValue(), value))
                        .isEmpty())
                .map(wanted -> "header " + wanted.getKey() + " is "
                        + request.header(wanted.getKey())
                                .map(value -> "'" + value + "'")
                                .orElse("missing") + ", not '"
                        + wanted.getValue() + "'")
                .findFirst()
                .orElse("the number is not in its table");
    }
}
