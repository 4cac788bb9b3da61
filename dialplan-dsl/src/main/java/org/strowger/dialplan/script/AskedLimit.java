package org.strowger.dialplan.script;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.limit.Bounds;
import org.strowger.dialplan.limit.LimitOutcome;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.literal.Within;
import org.strowger.dialplan.text.ProblemCode;

/** Asks for a call's place under a limit, on the call's thread; but for what is looked at when the plan is loaded. */
final class AskedLimit {

    private AskedLimit() {}

    /** What a script wrote. */
    static LimitOutcome run(ScriptedCall call, Map<String, ?> options, @Nullable Object written) {
        String name =
                name(written).orElseThrow(() -> new IllegalArgumentException("limit: there is no name to count by"));
        return call.limit(name, new Bounds(number(options, "calls"), number(options, "perSecond")));
    }

    /** A text as it is; an Optional's text, if it has one. */
    private static Optional<String> name(@Nullable Object written) {
        return switch (written) {
            case null -> Optional.empty();
            case Optional<?> maybe -> maybe.flatMap(AskedLimit::name);
            default -> Optional.of(written.toString()).filter(text -> !text.isEmpty());
        };
    }

    private static OptionalInt number(Map<String, ?> options, String name) {
        return options.get(name) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** A text, or an Optional of one; and a bound beside it. */
    static final class Named implements Judge {
        @Override
        public void judge(Literal options) {
            if (options.option("calls").isEmpty() && options.option("perSecond").isEmpty())
                options.perhaps(
                        ProblemCode.MISTAKE,
                        "a limit wants a number",
                        "calls: 30 for calls at once, perSecond: 5, or both");
            options.arguments().stream()
                    .skip(1)
                    .filter(name -> !name.mayBe(CharSequence.class, Optional.class))
                    .forEach(name -> name.problem(
                            ProblemCode.WRONG_TYPE, "a limit is named by a text", "limit 'customer', calls: 30"));
        }
    }

    /** How many calls at once. */
    static final class Most extends Within {
        Most() {
            super(1, Bounds.MOST_CALLS);
        }
    }

    /** How many begin in a second. */
    static final class Rate extends Within {
        Rate() {
            super(1, Bounds.MOST_PER_SECOND);
        }
    }
}
