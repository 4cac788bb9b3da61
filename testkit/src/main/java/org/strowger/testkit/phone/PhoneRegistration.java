package org.strowger.testkit.phone;

import java.time.Duration;
import java.util.Optional;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Timeout;
import org.strowger.transaction.AnswerListener;
import org.strowger.transaction.TransactionLayer;

/** A phone's registration (RFC 3261 §10.2). Runs on the phone's loop. */
final class PhoneRegistration {

    private static final int HOUR_SECONDS = 3600;

    private final PhonePlace place;
    private final String number;
    private final PhoneDigest digest;
    private final TransactionLayer transactions;
    private final PhoneLine line;
    private long sequence;
    private Timeout renewal = Timeout.NONE;

    PhoneRegistration(
            PhonePlace place, String number, PhoneDigest digest, TransactionLayer transactions, PhoneLine line) {
        this.place = place;
        this.number = number;
        this.digest = digest;
        this.transactions = transactions;
        this.line = line;
    }

    /** Registers for so many seconds; 0 removes the registration. */
    void register(int seconds) {
        register(seconds, PhoneAttempt.FIRST);
    }

    /** Registers for an hour, and again each half hour. */
    void keep() {
        renewal.cancel();
        register(HOUR_SECONDS);
        renewal = place.loop().schedule(Duration.ofSeconds(HOUR_SECONDS / 2), this::keep);
    }

    /** Removes it. */
    void end() {
        renewal.cancel();
        register(0);
    }

    private void register(int seconds, PhoneAttempt attempt) {
        SipRequest register =
                PhoneMessages.register(number, place.domain(), place.address(), place.ids(), ++sequence, seconds);
        for (SipHeader header : digest.credentials(SipRequest.REGISTER, register.uri())) register.add(header);
        transactions.send(register, place.exchange(), Optional.empty(), new Watch(register, seconds, attempt));
    }

    private final class Watch implements AnswerListener {
        private final SipRequest register;
        private final int seconds;
        private final PhoneAttempt attempt;

        Watch(SipRequest register, int seconds, PhoneAttempt attempt) {
            this.register = register;
            this.seconds = seconds;
            this.attempt = attempt;
        }

        @Override
        public void answered(SipResponse response) {
            SipRequest blank = PhoneDigest.blank(SipRequest.REGISTER, register.uri());
            if (attempt == PhoneAttempt.FIRST && digest.learns(response, blank)) register(seconds, PhoneAttempt.PROVED);
            else line.isRegistered(response.status());
        }

        @Override
        public void timedOut() {
            line.note("REGISTER timed out");
        }

        @Override
        public void transportFailed() {
            line.note("REGISTER could not be sent");
        }
    }
}
