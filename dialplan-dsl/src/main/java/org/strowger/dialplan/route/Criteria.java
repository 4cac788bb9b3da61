package org.strowger.dialplan.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call.CallRequest;
import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.number.Expressions;
import org.strowger.dialplan.number.Glob;
import org.strowger.dialplan.number.Groups;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.number.UriGlob;

/**
 * What a call must be for a route to take it, guards aside: all of it together.
 *
 * @param numbers one of these must fit; none for any number
 * @param expression must match the whole number
 * @param table the number must be in it
 * @param headers glob by name of header
 */
public record Criteria(
        List<NumberPattern> numbers,
        Optional<Pattern> expression,
        Optional<NumberTable> table,
        Optional<UriGlob> from,
        Optional<UriGlob> to,
        Map<String, String> headers,
        Optional<AddressRange> source,
        Optional<String> trunk) {

    public Criteria {
        numbers = List.copyOf(numbers);
        headers = Map.copyOf(headers);
    }

    /**
     * The groups of the expression if the call is what it must be, else null: no garbage for routes that don't match.
     */
    @Nullable
    Groups match(CallRequest request, String number) {
        if (!numbers.isEmpty() && !fits(number)) return null;
        if (table.isPresent() && !table.get().contains(number)) return null;
        if (from.isPresent() && !from.get().matches(request.from())) return null;
        if (to.isPresent() && !to.get().matches(request.to())) return null;
        if (source.isPresent() && !source.get().contains(request.source().getAddress())) return null;
        if (trunk.isPresent() && !request.trunk().equals(trunk)) return null;
        Groups groups = expression.isPresent() ? Expressions.match(expression.get(), number) : Groups.NONE;
        if (groups == null || headers.isEmpty()) return groups;
        return hasHeaders(request) ? groups : null;
    }

    /** Whether the number alone is what it must be. */
    public boolean takesNumber(String number) {
        return (numbers.isEmpty() || fits(number))
                && (table.isEmpty() || table.get().contains(number))
                && (expression.isEmpty() || Expressions.match(expression.get(), number) != null);
    }

    /** Whether it asks for anything but a number. */
    public boolean asksForMore() {
        return table.isPresent()
                || from.isPresent()
                || to.isPresent()
                || !headers.isEmpty()
                || source.isPresent()
                || trunk.isPresent();
    }

    private boolean fits(String number) {
        for (int i = 0; i < numbers.size(); i++) if (numbers.get(i).matches(number)) return true;
        return false;
    }

    private boolean hasHeaders(CallRequest request) {
        return headers.entrySet().stream()
                .allMatch(wanted -> request.header(wanted.getKey())
                        .filter(value -> Glob.matches(wanted.getValue(), value))
                        .isPresent());
    }
}
