package org.strowger.dialplan.text;

import java.util.Locale;

/** What kind of mistake a problem is. */
public enum ProblemCode {
    /** It can't be read as Groovy. */
    SYNTAX,
    /** A verb, a value or a unit that there isn't. */
    UNKNOWN_WORD,
    /** An option that the verb doesn't take. */
    UNKNOWN_OPTION,
    /** A time without a unit. */
    MISSING_UNIT,
    /** A value of a kind that doesn't fit there. */
    WRONG_TYPE,
    /** A word where it can't stand. */
    MISPLACED,
    /** A file that isn't there. */
    MISSING_FILE,
    /** A user, a trunk or a group that the configuration doesn't know. */
    UNKNOWN_NAME,
    /** A pattern, an expression, an address, a status, … that can't be right. */
    BAD_VALUE,
    /** A route that never takes a call, since earlier ones take them all. */
    HIDDEN_ROUTE,
    /** An emergency number that not everybody can call. */
    EMERGENCY,
    /** Calls that come back to where they were. */
    ENDLESS_LOOP,
    /** A switch over an outcome that forgets one. */
    MISSING_OUTCOME,
    /** Code that is never reached. */
    UNREACHABLE,
    /** The top level failed. */
    LOAD,
    /** Anything else. */
    MISTAKE;

    /** As editors show it: {@code hidden-route}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
