package org.strowger.dialplan.route;

import java.util.List;
import java.util.Optional;
import org.strowger.dialplan.text.Span;

/**
 * What a route does, as far as its text tells: verbs in their order, decisions, and what is dialled.
 *
 * @param line where the route's word stands
 * @param lastLine where its body ends
 */
public record Outline(int line, int lastLine, List<Step> steps) {

    public Outline {
        steps = List.copyOf(steps);
    }

    /** One thing after the other. */
    public sealed interface Step {}

    /** A verb, as it is written. */
    public record Act(String text) implements Step {}

    /** A verb that leads elsewhere. */
    public record Dial(Span at, String text, List<Aim> aims) implements Step {
        public Dial {
            aims = List.copyOf(aims);
        }
    }

    /** A decision; where no branch fits, the steps behind it are next. */
    public record Choice(String about, List<Branch> branches) implements Step {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** One way on. */
    public record Branch(String label, List<Step> steps) {
        public Branch {
            steps = List.copyOf(steps);
        }
    }

    /** What is dialled. */
    public enum Kind {
        USER,
        TRUNK,
        URI,
        OTHER
    }

    /** A target, as it is written. */
    public record Aim(Kind kind, String text, Optional<UriText> uri) {}

    /**
     * A SIP URI that is written out, but for the number dialled.
     *
     * @param user the user part: one text, or two with the number between them
     */
    public record UriText(List<String> user, String host) {
        public UriText {
            user = List.copyOf(user);
        }
    }
}
