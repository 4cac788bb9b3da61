package org.strowger.call;

import java.util.List;

/** A party of a call, in the hands of its program. All verbs are called on the call's thread. */
public interface Leg {

    /** Its name in logs and events, {@code a} being the caller. */
    String name();

    /** Who it is. */
    String party();

    /**
     * Plays sound files to this leg alone.
     *
     * @throws Call.PlayFailed as {@link Call#play}
     */
    void play(List<String> files);

    /**
     * Gives its place in a bridge to somebody else, who is called while the two go on talking, and takes it by
     * answering; then this leg is hung up. Where nobody answers, all stays as it is.
     *
     * @return {@link DialOutcome.Answered} if the place was taken
     * @throws IllegalStateException if the leg talks to nobody
     */
    DialOutcome transferTo(Destination destination, DialOptions options);

    /** Hangs up this leg; the call goes on. */
    void hangup();

    /**
     * Nobody answered whom the program wanted to talk to. A program that does not catch it ends, and the caller gets
     * the status of the outcome.
     */
    final class NotAnswered extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient DialOutcome outcome;

        /** Of this outcome. */
        public NotAnswered(DialOutcome outcome) {
            super(outcome.toString(), null, false, false); // an everyday end of an attempt: no stack trace
            this.outcome = outcome;
        }

        /** What came of it. */
        public DialOutcome outcome() {
            return outcome;
        }
    }
}
