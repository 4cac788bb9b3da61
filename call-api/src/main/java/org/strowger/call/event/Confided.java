package org.strowger.call.event;

import java.util.ArrayDeque;
import org.strowger.statemachine.Secret;

/**
 * What a call's callers told in confidence: the answers to masked questions. A program gets them as texts and may
 * repeat them, in an exception or a line of its log, without meaning to; before that is written down, they are hidden
 * in it. Runs on the call's thread.
 */
public final class Confided {

    /** A PIN, typed wrong a few times. */
    private static final int MOST = 16;

    private final ArrayDeque<Secret> all = new ArrayDeque<>(1);

    public void add(String told) {
        if (told.isEmpty()) return;
        if (all.size() == MOST) all.remove();
        all.add(Secret.of(told));
    }

    public String hideIn(String text) {
        String shown = text;
        for (Secret one : all) shown = one.hideIn(shown);
        return shown;
    }

    /** What was thrown and where, for the log. */
    public String trace(Throwable thrown) {
        return hideIn(Text.trace(thrown));
    }
}
