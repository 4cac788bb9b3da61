package org.strowger.webrtc;

import static org.strowger.webrtc.DtlsServerTable.Effect.*;
import static org.strowger.webrtc.DtlsServerTable.Event.*;
import static org.strowger.webrtc.DtlsServerTable.State.*;
import static org.strowger.webrtc.DtlsTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * A server's side of a handshake in which both show a certificate: RFC 5246 §7.3, with the flights of RFC 6347 §4.2.4.
 */
public final class DtlsServerTable {

    enum State {
        EXPECTS_HELLO,
        EXPECTS_CERTIFICATE,
        EXPECTS_KEY,
        EXPECTS_PROOF,
        EXPECTS_FINISHED,
        /** There are keys for media. */
        ESTABLISHED,
        OVER
    }

    enum Event {
        HELLO,
        CERTIFICATE,
        KEY,
        /** CertificateVerify. */
        PROOF,
        FINISHED,
        /** A message that no client sends. */
        OTHER,
        /** What came is as it must be. */
        GOOD,
        /** It isn't. */
        BAD,
        /** The client sends its latest flight again. */
        REPEATED,
        RESEND,
        DEADLINE,
        /** The client says that it has closed, or that something is wrong. */
        ALERTED,
        STOP
    }

    enum Effect {
        CHECK,
        SEND_FIRST,
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

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("DTLS, as the server", State.class, Event.class, Effect.class)
            .startsIn(EXPECTS_HELLO)
            .endsIn(OVER)
            .timer(RESEND, Delay.doubling(FLIGHT, LONGEST_FLIGHT))
            .timer(DEADLINE, Delay.of(1, HANDSHAKE))

            .in(EXPECTS_HELLO).runs(DEADLINE)
                .on(HELLO).stay(CHECK)
                .on(GOOD).go(EXPECTS_CERTIFICATE, SEND_FIRST)
                .on(CERTIFICATE, KEY, PROOF, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED).illegal("nothing has come before")
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)

            .in(EXPECTS_CERTIFICATE).runs(RESEND, DEADLINE)
                .on(CERTIFICATE).stay(CHECK)
                .on(GOOD).go(EXPECTS_KEY)
                .on(HELLO, KEY, PROOF, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)

            .in(EXPECTS_KEY).runs(RESEND, DEADLINE)
                .on(KEY).stay(CHECK)
                .on(GOOD).go(EXPECTS_PROOF)
                .on(HELLO, CERTIFICATE, PROOF, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)

            .in(EXPECTS_PROOF).runs(RESEND, DEADLINE)
                .on(PROOF).stay(CHECK)
                .on(GOOD).go(EXPECTS_FINISHED)
                .on(HELLO, CERTIFICATE, KEY, FINISHED, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)

            .in(EXPECTS_FINISHED).runs(RESEND, DEADLINE)
                .on(FINISHED).stay(CHECK)
                .on(GOOD).go(ESTABLISHED, SEND_LAST, TELL_KEYS)
                .on(HELLO, CERTIFICATE, KEY, PROOF, OTHER).go(OVER, REFUSE_ORDER)
                .on(BAD).go(OVER, REFUSE)
                .on(REPEATED, RESEND).stay(SEND_AGAIN)
                .on(DEADLINE).go(OVER, TELL_LATE)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER)

            .in(ESTABLISHED)
                // RFC 6347 §4.2.4: the last flight is sent again as long as the client lacks it
                .on(REPEATED).stay(SEND_AGAIN)
                .on(ALERTED).go(OVER, TELL_ALERTED)
                .on(STOP).go(OVER, SAY_CLOSED)
                .on(HELLO, CERTIFICATE, KEY, PROOF, FINISHED, OTHER).ignore("keys are agreed on once")
                .on(GOOD, BAD).illegal(NOTHING_CHECKED)
            .build();
    // spotless:on

    private DtlsServerTable() {}
}
