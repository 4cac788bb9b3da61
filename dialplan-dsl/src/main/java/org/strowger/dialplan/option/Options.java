package org.strowger.dialplan.option;

import java.time.Duration;
import java.util.Map;
import org.strowger.call.DialOptions;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.text.ProblemCode;

/** Reads the options of {@code dial} and its kin; and what can be wrong with them, and with what is dialled. */
public final class Options {

    private Options() {}

    /** For {@code dial}; what isn't named is as usual. */
    public static DialOptions of(Map<String, ?> named) {
        var options = DialOptions.DEFAULT;
        if (named.get("timeout") instanceof Duration timeout) {
            options = timeout.equals(Durations.UNLIMITED) ? options.withoutTimeout() : options.timeout(timeout);
        }
        if (named.get("limit") instanceof Duration limit && !limit.equals(Durations.UNLIMITED)) {
            options = options.limit(limit);
        }
        Object ringback = named.get("ringback");
        if (ringback != null) options = options.ringback(Sounds.all(ringback));
        Object announce = named.get("announce");
        if (announce != null) options = options.announce(Sounds.all(announce));
        Object record = named.get("record");
        if (record != null) options = options.record(Sounds.mode(record));
        return options;
    }

    /** What is dialled: a target, a URI, or a list of such. */
    public static final class Dialled implements Judge {

        private final Judge group = new Configured.Group();
        private final Judge uri = new Uri("write 'sip:…', or user('…') for an account");

        @Override
        public void judge(Literal literal) {
            if (literal.isMap() || literal.isSpread()) return;
            if (literal.isList()) {
                literal.elements().forEach(this::judge);
                return;
            }
            var people = literal.argumentsOf("group");
            if (people.isPresent()) {
                people.get().forEach(group::judge);
                return;
            }
            if (literal.is(Map.class)) return; // options, told already
            uri.judge(literal);
            if (!literal.mayBeOrHold(Target.class, CharSequence.class))
                literal.problem(
                        ProblemCode.WRONG_TYPE,
                        "this can't be dialled",
                        "dial user('…'), trunk('…').to(number) or 'sip:…'");
        }
    }

    /** A SIP URI; lists of them. */
    public static final class Uri implements Judge {

        private final String hint;

        Uri() {
            this("write 'sip:…'");
        }

        private Uri(String hint) {
            this.hint = hint;
        }

        @Override
        public void judge(Literal literal) {
            literal.elements().forEach(this::judge);
            literal.text()
                    .filter(text -> !Target.isUri(text))
                    .ifPresent(text -> literal.problem(ProblemCode.BAD_VALUE, "'" + text + "' is no SIP URI", hint));
        }
    }

    /** No options: arguments are objects of any kind here, so that the compiler would take a map for one more. */
    public static final class NoOptions implements Judge {
        @Override
        public void judge(Literal literal) {
            literal.keys().stream()
                    .findFirst()
                    .ifPresent(option -> option.problem(
                            ProblemCode.UNKNOWN_OPTION,
                            literal.verb() + " takes no options",
                            "they belong to what dials: dial " + literal.verb() + "(…), timeout: 20.seconds"));
        }
    }
}
