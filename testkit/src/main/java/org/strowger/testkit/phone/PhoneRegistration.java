package org.strowger.testkit.phone;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.statemachine.Timeout;
import org.strowger.transaction.ClientListener;
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
        try {
            Request register =
                    PhoneMessages.register(number, place.domain(), place.address(), place.ids(), ++sequence, seconds);
            for (var header : digest.credentials(Request.REGISTER, register.getRequestURI()))
                register.addHeader(header);
            transactions.send(register, place.exchange(), Optional.empty(), new Watch(register, seconds, attempt));
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Watch implements ClientListener {
        private final Request register;
        private final int seconds;
        private final PhoneAttempt attempt;

        Watch(Request register, int seconds, PhoneAttempt attempt) {
            this.register = register;
            this.seconds = seconds;
            this.attempt = attempt;
        }

        @Override
        public void provisional(Response response) {}

        @Override
        public void answered(Response response) {
            Request blank = PhoneDigest.blank(Request.REGISTER, register.getRequestURI());
            if (attempt == PhoneAttempt.FIRST && digest.learns(response, blank)) register(seconds, PhoneAttempt.PROVED);
            else line.isRegistered(response.getStatusCode());
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
