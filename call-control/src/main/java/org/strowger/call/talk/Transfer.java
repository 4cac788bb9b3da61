package org.strowger.call.talk;

import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Outcomes;
import org.strowger.call.core.Reply;
import org.strowger.call.directory.OnBehalf;
import org.strowger.call.hunt.Hunting;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.dialog.Referral;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/**
 * A leg hands its place in a conversation over: somebody else is called, and takes the place by answering. Until then the two go on talking, or, if who asked has
 * hung up, the one who stays waits. Runs on the call's loop.
 */
final class Transfer implements Hunting.Listener {

    /** Who asked for it. */
    interface Asker {
        void progress(int status);

        /** The final status; {@code told} is run when the asker knows. */
        void finished(int status, Runnable told);

        /** The program. */
        static Asker of(Reply<DialOutcome> reply) {
            return new Asker() {
                @Override
                public void progress(int status) {}

                @Override
                public void finished(int status, Runnable told) {
                    told.run();
                    reply.done(
                            status < 300
                                    ? new DialOutcome.Answered(Duration.ZERO)
                                    : Outcomes.of(status, "no transfer"));
                }
            };
        }

        /** A phone. */
        static Asker of(Referral referral) {
            return new Asker() {
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

    private final Conversation conversation;
    private final TalkContext call;
    private final CallLeg from;
    private final CallLeg staying;
    private final Asker asker;
    private @Nullable Hunting hunting;
    private final OneShot end = new OneShot();

    Transfer(TalkContext call, Conversation conversation, CallLeg from, CallLeg staying, Asker asker) {
        this.conversation = conversation;
        this.call = call;
        this.from = from;
        this.staying = staying;
        this.asker = asker;
    }

    boolean isFrom(CallLeg leg) {
        return leg == from;
    }

    void start(ReferredTo to) {
        switch (to) {
            case ReferredTo.Dialled(String number, OnBehalf dialler) ->
                hunt(DialOptions.DEFAULT).start(number, dialler);
            case ReferredTo.Conversing(DialogKey dialog, OnBehalf author) ->
                Loans.borrow(call, dialog, author, new Joining());
        }
    }

    void start(Destination destination, DialOptions options) {
        hunt(options).start(destination);
    }

    private Hunting hunt(DialOptions options) {
        Hunting begun = new Hunting(call, options, staying::offerOnward, this);
        hunting = begun;
        return begun;
    }

    /** Gives up, since the conversation is over. */
    void stop(int status) {
        end.finish(() -> {
            if (hunting != null) hunting.close();
            asker.finished(status, () -> {});
        });
    }

    @Override
    public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early, Hunting.Company company) {
        if (!end.isOver()) asker.progress(response.getStatusCode());
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        try {
            if (end.isOver() || description.isEmpty()) {
                leg.release();
                fail(Response.NOT_ACCEPTABLE_HERE);
                return;
            }
            leg.media.hear(description.get());
            end.finish(() -> {
                asker.finished(Response.OK, from::release);
                conversation.replaced(from, leg).align(staying);
            });
        } catch (NoCommonCodec _) {
            leg.release();
            fail(Response.NOT_ACCEPTABLE_HERE);
        }
    }

    @Override
    public void lost(DialOutcome outcome) {
        fail(outcome.status());
    }

    /** The other call has lent the one whom it is about, or there is no such call, or no port. */
    private final class Joining implements Loans.Asker {
        @Override
        public void borrowed(GuestLeg guest) {
            if (end.isOver()) {
                guest.release();
                return;
            }
            end.finish(() -> {
                asker.finished(Response.OK, from::release);
                conversation.introduces(from, guest);
            });
        }

        @Override
        public void refused(int status) {
            fail(status);
        }
    }

    private void fail(int status) {
        end.finish(() -> {
            asker.finished(status, () -> {});
            conversation.transferFailed();
        });
    }
}
