package org.strowger.call.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.statemachine.Secret;

/** What a call's program says, and what it meets. */
public sealed interface ProgramEvent extends Happening {

    /** The program of a call failed; {@code why} begins with file and line if they are known. */
    record ProgramFault(String call, String route, int version, String why) implements ProgramEvent {
        public ProgramFault {
            why = Text.bounded(why);
        }
    }

    /**
     * A script has gone on in another route.
     *
     * @param number that the call goes on with
     * @param route that takes it, with file and line
     */
    record RouteChanged(String call, String number, String route) implements ProgramEvent {
        public RouteChanged {
            number = Text.bounded(number);
            route = Text.bounded(route);
        }
    }

    /**
     * What a script asked a database or a web service had no answer; the first such of a call.
     *
     * @param lookup its name in the dialplan
     */
    record LookupFailed(String call, String lookup, String why) implements ProgramEvent {
        public LookupFailed {
            lookup = Text.bounded(lookup);
            why = Text.bounded(why);
        }
    }

    /**
     * A call got no place under a limit of its script.
     *
     * @param limit its name in the dialplan
     * @param outcome {@code TooMany} calls at once, or {@code TooFast}
     */
    record LimitReached(String call, String limit, String outcome) implements ProgramEvent {
        public LimitReached {
            limit = Text.bounded(limit);
            outcome = Text.bounded(outcome);
        }
    }

    /**
     * A script's own event, with what it says: texts, numbers and truth values by name.
     *
     * @param name that the script gave it
     * @param values that it says
     */
    record ScriptEvent(String call, String name, Map<String, Object> values) implements ProgramEvent {
        public ScriptEvent {
            name = Text.bounded(name);
            values = Text.bounded(values);
        }

        /** The same, where no text repeats what a caller confided. */
        public ScriptEvent without(Confided confided) {
            Map<String, Object> shown = new LinkedHashMap<>();
            values.forEach((key, value) -> shown.put(key, value instanceof Boolean ? value : hidden(confided, value)));
            return new ScriptEvent(call, confided.hideIn(name), shown);
        }

        private static Object hidden(Confided confided, Object value) {
            String text = confided.hideIn(String.valueOf(value));
            return text.contains(Secret.MASK) ? text : value;
        }
    }
}
