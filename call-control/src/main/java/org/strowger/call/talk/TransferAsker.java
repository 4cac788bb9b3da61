package org.strowger.call.talk;

import java.time.Duration;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Outcomes;
import org.strowger.call.core.Reply;
import org.strowger.dialog.Referral;
import org.strowger.sip.message.SipResponse;

/** Who has asked for a transfer, and hears what becomes of it. On the call's loop. */
interface TransferAsker {

    /** It is granted, and begins. */
    void accepted();

    /** It is not granted, and nothing changes. */
    void refused(int status);

    void progress(int status);

    /** The final status; {@code told} is run when the asker knows. */
    void finished(int status, Runnable told);

    /** The program. */
    static TransferAsker of(Reply<DialOutcome> reply) {
        return new TransferAsker() {
            @Override
            public void accepted() {}

            @Override
            public void refused(int status) {
                reply.done(Outcomes.of(status, "no transfer"));
            }

            @Override
            public void progress(int status) {}

            @Override
            public void finished(int status, Runnable told) {
                told.run();
                if (status < SipResponse.MULTIPLE_CHOICES) reply.done(new DialOutcome.Answered(Duration.ZERO));
                else refused(status);
            }
        };
    }

    /** A phone. */
    static TransferAsker of(Referral referral) {
        return new TransferAsker() {
            @Override
            public void accepted() {
                referral.accept();
            }

            @Override
            public void refused(int status) {
                referral.refuse(status);
            }

            @Override
            public void progress(int status) {
                referral.progress(status);
            }

            @Override
            public void finished(int status, Runnable told) {
                referral.finish(status, told);
            }
        };
    }
}
