package org.strowger.dialplan.check;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.literal.Usage;

/** What the verbs of one type name to be looked at, by {@link Check}. */
final class VerbChecks {

    private record Bound(Check check, Judge judge) {

        void look(Usage usage) {
            if (!check.option().isEmpty()) Literal.option(usage, check.option()).ifPresent(judge::judge);
            else if (check.argument() == Check.EACH) Literal.arguments(usage).forEach(judge::judge);
            else
                Literal.arguments(usage).stream()
                        .skip(check.argument())
                        .limit(1)
                        .forEach(judge::judge);
        }
    }

    private static final ClassValue<VerbChecks> OF_TYPES = new ClassValue<>() {
        @Override
        protected VerbChecks computeValue(Class<?> type) {
            return new VerbChecks(type);
        }
    };

    private final Map<String, List<Bound>> byVerb;

    private VerbChecks(Class<?> type) {
        this.byVerb = Arrays.stream(type.getDeclaredMethods())
                .collect(Collectors.groupingBy(
                        method -> method.getName(),
                        Collectors.flatMapping(
                                method -> Arrays.stream(method.getAnnotationsByType(Check.class))
                                        .map(check -> new Bound(check, made(check.value()))),
                                Collectors.toList())));
    }

    private static Judge made(Class<? extends Judge> kind) {
        try {
            Constructor<? extends Judge> constructor = kind.getDeclaredConstructor();
            constructor.setAccessible(true); // it stands beside its verb, and nobody else needs it
            return constructor.newInstance();
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException(kind + " can't judge: it has no constructor without parameters", wrong);
        }
    }

    /** Looks at a verb that a type of the language declares, given by its full name. */
    static void look(String type, Usage usage) {
        OF_TYPES.get(loaded(type)).byVerb.getOrDefault(usage.verb(), List.of()).forEach(bound -> bound.look(usage));
    }

    private static Class<?> loaded(String type) {
        try {
            return Class.forName(type, false, VerbChecks.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException("the compiler knows a type of the language that isn't there", gone);
        }
    }
}
