package org.strowger.dialplan.literal;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** Names that the configuration gives. */
public abstract class Configured implements Judge {

    private final String kind;
    private final ProblemCode code;
    private final BiPredicate<Facts, String> known;
    private final Function<Facts, Set<String>> names;

    private Configured(
            String kind, ProblemCode code, BiPredicate<Facts, String> known, Function<Facts, Set<String>> names) {
        this.kind = kind;
        this.code = code;
        this.known = known;
        this.names = names;
    }

    /** One of a few, which can be listed. */
    private Configured(String kind, ProblemCode code, Function<Facts, Set<String>> names) {
        this(kind, code, (facts, name) -> names.apply(facts).contains(name), names);
    }

    /** An account of the configuration. */
    public static final class User extends Configured {
        /** For the checks. */
        public User() {
            super("user", ProblemCode.UNKNOWN_NAME, Facts::hasUser, _ -> Set.of());
        }
    }

    /** A trunk of the configuration. */
    public static final class Trunk extends Configured {
        /** For the checks. */
        public Trunk() {
            super("trunk", ProblemCode.UNKNOWN_NAME, Facts::hasTrunk, _ -> Set.of());
        }
    }

    /** A group of people of the configuration. */
    public static final class Group extends Configured {
        /** For the checks. */
        public Group() {
            super("group", ProblemCode.UNKNOWN_NAME, Facts::groups);
        }
    }

    /** A queue of the configuration. */
    public static final class Queue extends Configured {
        /** For the checks. */
        public Queue() {
            super("queue", ProblemCode.UNKNOWN_NAME, Facts::queues);
        }
    }

    /** A database of the configuration. */
    public static final class Database extends Configured {
        /** For the checks. */
        public Database() {
            super("database", ProblemCode.MISTAKE, Facts::databases);
        }
    }

    /** A tariff of the configuration, whose rates can be read. */
    public static final class Tariff extends Configured {
        /** For the checks. */
        public Tariff() {
            super("tariff", ProblemCode.MISTAKE, Facts::tariffs);
        }

        @Override
        void judgeKnown(Literal literal, String name) {
            String fault = literal.facts().faultOfRates(name);
            if (!fault.isEmpty()) literal.problem(ProblemCode.MISTAKE, "tariff '" + name + "': " + fault);
        }
    }

    @Override
    public final void judge(Literal literal) {
        Optional<String> name = literal.text();
        if (name.isEmpty()) return;
        if (known.test(literal.facts(), name.get())) {
            judgeKnown(literal, name.get());
            return;
        }
        literal.problem(
                code,
                "there is no " + kind + " '" + name.get() + "'",
                Spelling.didYouMean(name.get(), names.apply(literal.facts()))
                        .orElse(kind + "s are named in the configuration"));
    }

    /** What else may be wrong with one that is known. */
    void judgeKnown(Literal literal, String name) {}
}
