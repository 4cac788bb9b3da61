package org.strowger.call.leg;

import static org.strowger.call.leg.CalleeLegTable.Effect.*;
import static org.strowger.call.leg.CalleeLegTable.Event.*;
import static org.strowger.call.leg.CalleeLegTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * How far somebody who is called has come: invited, ringing, answered, over. Its messages and their repetitions are its
 * session's; who watches it, and what was agreed about media, is data of the leg.
 */
final class CalleeLegTable {

    enum State {
        /** Its INVITE has not been sent. */
        NEW,
        INVITED,
        /** It has said more than 100. */
        RINGING,
        /** It has answered with an offer of its own: its ACK waits for the answer. */
        OFFERING,
        ANSWERED,
        /** It is over, and never answered. */
        UNANSWERED,
        /** It is over, after it had answered. */
        OVER
    }

    enum Event {
        INVITE,
        RINGS,
        /** With an answer to our offer, or with nothing that could be read. */
        ANSWERS,
        /** Where our INVITE had no offer. */
        OFFERS,
        FAILS,
        LEAVES,
        /** We answer its offer. */
        ACCEPT,
        /** The caller's ACK is here, which is to bring the answer to its offer. */
        CALLER_ANSWERS,
        /** The caller's answer is one to its offer. */
        FITS,
        /** It is none, or there is nothing that both could speak. */
        UNFIT,
        /** There is no port for what is to be answered. */
        NO_PORT,
        /** It is not wanted any more. */
        DROP,
        /** The same, and it is told that somebody else has answered. */
        DROP_ELSEWHERE,
        /** Its call is over, which tells of all its legs itself. */
        CALL_ENDS
    }

    enum Effect {
        TELL_RINGS,
        TELL_ANSWERS,
        TELL_FAILS,
        TELL_LEAVES,
        TELL_UNFIT,
        TELL_NO_PORT,
        READ_ANSWER,
        SEND_ANSWER,
        JOIN_CALLER,
        /** A callee needs its ACK before it can get a BYE. */
        SEND_STOPGAP,
        SEND_CANCEL,
        SEND_CANCEL_ELSEWHERE,
        SEND_BYE,
        SAY_UNANSWERED,
        SAY_ENDED
    }

    private static final String NOT_INVITED = "nobody has been invited";
    private static final String NO_OFFER = "it has offered nothing";
    private static final String NOT_ANSWERED = "it has not answered";
    private static final String HAS_ANSWERED = "it has answered";
    private static final String OVERTAKEN = "a provisional that was overtaken";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Callee's leg", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(UNANSWERED, OVER)

            .in(NEW)
                .on(INVITE).go(INVITED)
                .on(RINGS, ANSWERS, OFFERS, FAILS, LEAVES, DROP, DROP_ELSEWHERE, CALL_ENDS).illegal(NOT_INVITED)
                .on(ACCEPT, CALLER_ANSWERS, FITS, UNFIT, NO_PORT).illegal(NO_OFFER)

            .in(INVITED)
                .on(RINGS).go(RINGING, TELL_RINGS)
                .on(ANSWERS).go(ANSWERED, TELL_ANSWERS)
                .on(OFFERS).go(OFFERING, TELL_ANSWERS)
                .on(FAILS).go(UNANSWERED, TELL_FAILS)
                .on(DROP).go(UNANSWERED, SAY_UNANSWERED, SEND_CANCEL)
                .on(DROP_ELSEWHERE).go(UNANSWERED, SAY_UNANSWERED, SEND_CANCEL_ELSEWHERE)
                .on(CALL_ENDS).go(UNANSWERED, SEND_CANCEL)
                .on(INVITE).illegal("it has been invited")
                .on(LEAVES).illegal(NOT_ANSWERED)
                .on(ACCEPT, CALLER_ANSWERS, FITS, UNFIT, NO_PORT).illegal(NO_OFFER)

            .in(RINGING)
                .on(RINGS).stay(TELL_RINGS)
                .on(ANSWERS).go(ANSWERED, TELL_ANSWERS)
                .on(OFFERS).go(OFFERING, TELL_ANSWERS)
                .on(FAILS).go(UNANSWERED, TELL_FAILS)
                .on(DROP).go(UNANSWERED, SAY_UNANSWERED, SEND_CANCEL)
                .on(DROP_ELSEWHERE).go(UNANSWERED, SAY_UNANSWERED, SEND_CANCEL_ELSEWHERE)
                .on(CALL_ENDS).go(UNANSWERED, SEND_CANCEL)
                .on(INVITE).illegal("it has been invited")
                .on(LEAVES).illegal(NOT_ANSWERED)
                .on(ACCEPT, CALLER_ANSWERS, FITS, UNFIT, NO_PORT).illegal(NO_OFFER)

            .in(OFFERING)
                .on(ACCEPT).go(ANSWERED, SEND_ANSWER)
                .on(CALLER_ANSWERS).stay(READ_ANSWER)
                .on(FITS).go(ANSWERED, SEND_ANSWER, JOIN_CALLER)
                .on(UNFIT).go(OVER, SEND_STOPGAP, SEND_BYE, TELL_UNFIT)
                .on(NO_PORT).go(OVER, SEND_BYE, TELL_NO_PORT)
                .on(LEAVES).go(OVER, TELL_LEAVES)
                .on(DROP, DROP_ELSEWHERE).go(OVER, SAY_ENDED, SEND_BYE)
                .on(CALL_ENDS).go(OVER, SEND_BYE)
                .on(RINGS).ignore(OVERTAKEN)
                .on(INVITE, ANSWERS, OFFERS, FAILS).illegal(HAS_ANSWERED)

            .in(ANSWERED)
                .on(LEAVES).go(OVER, TELL_LEAVES)
                .on(DROP, DROP_ELSEWHERE).go(OVER, SAY_ENDED, SEND_BYE)
                .on(CALL_ENDS).go(OVER, SEND_BYE)
                .on(RINGS).ignore(OVERTAKEN)
                .on(INVITE, ANSWERS, OFFERS, FAILS).illegal(HAS_ANSWERED)
                .on(ACCEPT, CALLER_ANSWERS, FITS, UNFIT, NO_PORT).illegal("what it offered has been answered")
            .build();
    // spotless:on

    private CalleeLegTable() {}
}
