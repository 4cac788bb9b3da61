package org.strowger.dialplan.route;

import java.util.List;
import java.util.Optional;

/**
 * What a route does, as far as its text tells: verbs in their order, decisions, and what is dialled.
 *
 * @param line where the route's word stands
 * @param lastLine where its body ends
 */
record Outline(int line, int lastLine, List<Step> steps) {

    Outline {
        steps = List.copyOf(steps);
    }

    /** One thing after the other. */
    sealed interface Step {}

    /** A verb, as it is written. */
    record Act(String text) implements Step {}

    /** A verb that leads elsewhere. */
    record Dial(Span at, String text, List<Aim> aims) implements Step {
        Dial {
            aims = List.copyOf(aims);
        }
    }

    /** A decision; where no branch fits, the steps behind it are next. */
    record Choice(String about, List<Branch> branches) implements Step {
        Choice {
            branches = List.copyOf(branches);
        }
    }

    /** One way on. */
    record Branch(String label, List<Step> steps) {
        Branch {
            steps = List.copyOf(steps);
        }
    }

    /** What is dialled. */
    enum Kind {
        USER,
        TRUNK,
        URI,
        OTHER
    }

    /** A target, as it is written. */
    record Aim(Kind kind, String text, Optional<UriText> uri) {}

    /**
     * A SIP URI that is written out, but for the number dialled.
     *
     * @param user the user part: one text, or two with the number between them
     */
    record UriText(List<String> user, String host) {
        UriText {
            user = List.copyOf(user);
        }
    }
}
