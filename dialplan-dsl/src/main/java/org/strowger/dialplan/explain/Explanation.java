package org.strowger.dialplan.explain;

import java.util.List;

/**
 * What would become of a call, and why.
 *
 * @param version of the plan
 * @param context that it enters
 * @param considered policies and routes in the order in which they are asked, up to the one that takes the call
 * @param route as logs name it, {@code no route} if there is none
 * @param steps what the route does, in order
 * @param status that the caller gets at last; 200 if the call was answered
 * @param end how it ends, in words
 */
public record Explanation(
        int version,
        String context,
        List<Considered> considered,
        String route,
        List<Step> steps,
        int status,
        String end) {

    /** Copies. */
    public Explanation {
        considered = List.copyOf(considered);
        steps = List.copyOf(steps);
    }

    /** What a policy or a route said. */
    public enum Verdict {
        /** It let the call pass. */
        PASSED,
        /** It did not take the call. */
        SKIPPED,
        /** It took the call, or refused it. */
        DECIDED
    }

    /** A policy or a route, what it said, and why. */
    public record Considered(String what, Verdict verdict, String why) {}

    /**
     * Something that would be done.
     *
     * @param verb its name
     * @param text the verb with what it is given
     * @param result what came of it, empty if nothing
     * @param sent headers of the INVITEs that it sends; empty if it sends none
     */
    public record Step(String verb, String text, String result, List<String> sent) {
        /** Copies. */
        public Step {
            sent = List.copyOf(sent);
        }
    }

    /** For people. */
    public List<String> lines() {
        var lines = new java.util.ArrayList<String>();
        lines.add("version " + version + ", context " + context);
        for (Considered one : considered)
            lines.add((one.verdict() == Verdict.DECIDED ? "  > " : "  - ") + one.what() + ": " + one.why());
        if (!steps.isEmpty()) lines.add("then");
        int number = 0;
        for (Step step : steps) {
            lines.add("  " + ++number + ". " + step.text() + (step.result().isEmpty() ? "" : " -> " + step.result()));
            step.sent().forEach(header -> lines.add("       " + header));
        }
        lines.add(end);
        return List.copyOf(lines);
    }
}
