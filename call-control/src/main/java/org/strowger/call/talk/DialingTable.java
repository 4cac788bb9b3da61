package org.strowger.call.talk;

import static org.strowger.call.talk.DialingTable.Effect.*;
import static org.strowger.call.talk.DialingTable.Event.*;
import static org.strowger.call.talk.DialingTable.State.*;

import org.strowger.statemachine.StateTable;

/** How a {@code dial} goes, as its caller hears it: from the first INVITE to the end of the conversation. */
final class DialingTable {

    enum State {
        NEW,
        /** Somebody is called. The caller hears nothing of ours, and perhaps the early media of whom it calls. */
        QUIET,
        /** Somebody is called, and the caller hears ringing of ours. */
        RINGING,
        /** Somebody has answered and is told who calls; the caller hears what it heard before. */
        ANNOUNCING,
        TALKING,
        OVER
    }

    enum Event {
        DIAL,
        /** A phone rings, and the caller is to hear that from us. */
        RINGS,
        /** The one phone that is called sends media before it answers. */
        EARLY,
        ANSWERED,
        /** Answered by one who hears an announcement first. */
        ANSWERED_UNTOLD,
        /** Nobody has answered, or by what can't be read. */
        LOST,
        /** Somebody else answers for those who ring. */
        TAKEN,
        /** The announcement is over. */
        ANNOUNCED,
        /** The one who hears the announcement has hung up. */
        CALLEE_LEFT,
        /** The two hear each other. */
        CONNECTED,
        /** There is no media for the two: no port, no codec. */
        NO_MEDIA,
        /** The conversation is over. */
        TALKED,
        /** The call ends. */
        CLOSE
    }

    enum Effect {
        HUNT,
        RING,
        LET_HEAR,
        ANNOUNCE,
        CONNECT,
        STOP_HUNT_ELSEWHERE,
        JOIN_GUEST,
        LIMIT_AND_RECORD,
        STOP_HUNT,
        SILENCE,
        RELEASE_LISTENER,
        RELEASE_CALLEE,
        END_TALK,
        LET_GO,
        TELL_OUTCOME,
        TELL_NO_MEDIA,
        TELL_LEFT
    }

    private static final String NOT_BEGUN = "it has not begun";
    private static final String BEGUN = "it begins once";
    private static final String NOBODY_ANSWERED = "nobody has answered yet";
    private static final String HUNT_OVER = "the hunt tells its end once";
    private static final String STILL_RINGS = "somebody has answered: who still rings is being stopped";
    private static final String ANSWERED_FOR_GOOD = "somebody has answered: nobody else can";
    private static final String NO_ANNOUNCEMENT = "nothing is announced";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Dial", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)

            .in(NEW)
                .on(DIAL).go(QUIET, HUNT)
                .on(CLOSE).go(OVER)
                .on(RINGS, EARLY, ANSWERED, ANSWERED_UNTOLD, LOST, TAKEN).illegal(NOT_BEGUN)
                .on(ANNOUNCED, CALLEE_LEFT, CONNECTED, NO_MEDIA, TALKED).illegal(NOT_BEGUN)

            .in(QUIET)
                .on(RINGS).go(RINGING, RING)
                .on(EARLY).stay(LET_HEAR)
                .on(ANSWERED).go(TALKING, CONNECT)
                .on(ANSWERED_UNTOLD).go(ANNOUNCING, ANNOUNCE)
                .on(TAKEN).go(TALKING, STOP_HUNT_ELSEWHERE, JOIN_GUEST)
                .on(LOST).go(OVER, LET_GO, TELL_OUTCOME)
                .on(CLOSE).go(OVER, STOP_HUNT)
                .on(DIAL).illegal(BEGUN)
                .on(ANNOUNCED, CALLEE_LEFT, CONNECTED, NO_MEDIA, TALKED).illegal(NOBODY_ANSWERED)

            .in(RINGING)
                // what is heard now takes its place; whoever rings after it brings the tone
                .on(EARLY).go(QUIET, LET_HEAR)
                .on(RINGS).ignore("it is one steady ringing all along the hunt")
                .on(ANSWERED).go(TALKING, CONNECT)
                .on(ANSWERED_UNTOLD).go(ANNOUNCING, ANNOUNCE)
                .on(TAKEN).go(TALKING, STOP_HUNT_ELSEWHERE, JOIN_GUEST)
                .on(LOST).go(OVER, SILENCE, LET_GO, TELL_OUTCOME)
                .on(CLOSE).go(OVER, STOP_HUNT, SILENCE)
                .on(DIAL).illegal(BEGUN)
                .on(ANNOUNCED, CALLEE_LEFT, CONNECTED, NO_MEDIA, TALKED).illegal(NOBODY_ANSWERED)

            .in(ANNOUNCING)
                .on(ANNOUNCED).go(TALKING, CONNECT)
                .on(CALLEE_LEFT).go(OVER, SILENCE, LET_GO, TELL_LEFT)
                .on(NO_MEDIA).go(OVER, RELEASE_CALLEE, SILENCE, LET_GO, TELL_NO_MEDIA)
                .on(CLOSE).go(OVER, SILENCE, RELEASE_LISTENER)
                .on(RINGS, EARLY).ignore(STILL_RINGS)
                .on(TAKEN).illegal(ANSWERED_FOR_GOOD)
                .on(DIAL).illegal(BEGUN)
                .on(ANSWERED, ANSWERED_UNTOLD, LOST).illegal(HUNT_OVER)
                .on(CONNECTED, TALKED).illegal("the two do not hear each other yet")

            .in(TALKING)
                .on(CONNECTED).stay(LIMIT_AND_RECORD)
                .on(TALKED).go(OVER, LET_GO, TELL_OUTCOME)
                .on(NO_MEDIA).go(OVER, RELEASE_CALLEE, END_TALK, SILENCE, LET_GO, TELL_NO_MEDIA)
                .on(CLOSE).go(OVER, END_TALK)
                .on(RINGS, EARLY).ignore(STILL_RINGS)
                .on(TAKEN).illegal(ANSWERED_FOR_GOOD)
                .on(DIAL).illegal(BEGUN)
                .on(ANSWERED, ANSWERED_UNTOLD, LOST).illegal(HUNT_OVER)
                .on(ANNOUNCED, CALLEE_LEFT).illegal(NO_ANNOUNCEMENT)
            .build();
    // spotless:on

    private DialingTable() {}
}
