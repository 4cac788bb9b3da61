package org.strowger.webrtc;

import static org.strowger.webrtc.DtlsClientTable.Effect.*;
import static org.strowger.webrtc.DtlsClientTable.Event.*;
import static org.strowger.webrtc.DtlsClientTable.State.*;
import static org.strowger.webrtc.DtlsTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * A client's side of a handshake in which both show a certificate: RFC 5246 §7.3, with the flights and the cookie of
 * RFC 6347 §4.2.
 */
public final class DtlsClientTable {

    enum State {
        NEW,
        EXPECTS_HELLO,
        /** It has asked for the cookie that it has now, which it does once. */
        EXPECTS_HELLO_AGAIN,
        EXPECTS_CERTIFICATE,
        EXPECTS_KEY,
        EXPECTS_REQUEST,
        EXPECTS_DONE,
        EXPECTS_FINISHED,
        /** There are keys for media. */
        ESTABLISHED,
        OVER
    }

    enum Event {
        BEGIN,
        /** HelloVerifyRequest. */
        COOKIE,
        HELLO,
        CERTIFICATE,
        KEY,
        /** CertificateRequest. */
        REQUEST,
        DONE,
        FINISHED,
        /** A message that no server sends. */
        OTHER,
        /** What came is as it must be. */
        GOOD,
        /** It isn't. */
        BAD,
        /** The server sends its latest flight again. */
        REPEATED,
        /** Nothing of the answer to the first hello has come. */
        RESEND_HELLO,
        RESEND,
        RESEND_LAST,
        DEADLINE,
        /** The server says that it has closed, or that something is wrong. */
        ALERTED,
        STOP
    }

    enum Effect {
        CHECK,
        SEND_HELLO,
        SEND_HELLO_WITH_COOKIE,
        SEND_LAST,
        SEND_AGAIN,
        REFUSE,
        REFUSE_ORDER,
        SAY_CLOSED,
        TELL_KEYS,
        TELL_LATE,
        TELL_ALERTED
    }

    private static final String NOTHING_CHECKED = "nothing is being checked";
    private static final String BEGUN = "it has begun";
    private static final String NOTHING_SAID = "nobody answers what was not said";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("DTLS, as the client", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            // a timer for each flight, so that the pauses begin anew with it
            .timer(RESEND_HELLO, Delay.doubling(FLIGHT, LONGEST_FLIGHT))
            .timer(RESEND, Delay.doubling(FLIGHT, LONGEST_FLIGHT))
            .timer(RESEND_LAST, Delay.doubling(FLIGHT, LONGEST_FLIGHT))
            .timer(DEADLINE, Delay.of(1, HANDSHAKE))

            .in(NEW)
                .on(BEGIN).go(EXPECTS_HELLO, SEND_HELLO)
                .on(STOP).go(OVER)
                .on(COOKIE, HELLO, CERTIFICATE, KEY, REQUEST, DONE, FINISHED, OTHER, REPEATED, ALERTED).ignore(NOTHING_SAID)
                .on(GOOD, BAD).illegal(NOTHING_CHECKED)

            .in(EXPECTS_HELLO).runs(RESEND_HELLO, DEADLINE)
                .on(COOKIE).go(EXPECTS_HELLO_AGAIN, SEND_HELLO_WITH_COOKIE)
                .on(HELLO).stay(CHECK)
                .on(GOOD).go(EXPECTS_CERTIFICATE)
                .on(CERTIFICATE, KEY, REQUEST, DONE, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND_HELLO).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_HELLO_AGAIN).runs(RESEND, DEADLINE)
                .on(HELLO).stay(CHECK)
                .on(GOOD).go(EXPECTS_CERTIFICATE)
                // RFC 6347 §4.2.1: who asks again and again would have us send for ever
                .on(COOKIE, CERTIFICATE, KEY, REQUEST, DONE, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_CERTIFICATE).runs(RESEND, DEADLINE)
                .on(CERTIFICATE).stay(CHECK)
                .on(GOOD).go(EXPECTS_KEY)
                .on(COOKIE, HELLO, KEY, REQUEST, DONE, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_KEY).runs(RESEND, DEADLINE)
                .on(KEY).stay(CHECK)
                .on(GOOD).go(EXPECTS_REQUEST)
                .on(COOKIE, HELLO, CERTIFICATE, REQUEST, DONE, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_REQUEST).runs(RESEND, DEADLINE)
                .on(REQUEST).stay(CHECK)
                .on(GOOD).go(EXPECTS_DONE)
                // RFC 8827 §6.5: who doesn't ask for our certificate doesn't know whom it talks to
                .on(COOKIE, HELLO, CERTIFICATE, KEY, DONE, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_DONE).runs(RESEND, DEADLINE)
                .on(DONE).stay(CHECK)
                .on(GOOD).go(EXPECTS_FINISHED, SEND_LAST)
                .on(COOKIE, HELLO, CERTIFICATE, KEY, REQUEST, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(EXPECTS_FINISHED).runs(RESEND_LAST, DEADLINE)
                .on(FINISHED).stay(CHECK)
                .on(GOOD).go(ESTABLISHED, TELL_KEYS)
                .on(COOKIE, HELLO, CERTIFICATE, KEY, REQUEST, DONE, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND_LAST).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)
                .on(BEGIN).illegal(BEGUN)

            .in(ESTABLISHED)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER, SAY_CLOSED)
                .on(REPEATED).ignore("nothing is owed for the server's last flight")
                .on(COOKIE, HELLO, CERTIFICATE, KEY, REQUEST, DONE, FINISHED, OTHER).ignore("keys are agreed on once")
                .on(GOOD, BAD).illegal(NOTHING_CHECKED)
                .on(BEGIN).illegal(BEGUN)
            .build();
    // spotless:on

    private DtlsClientTable() {}
}
