package org.strowger.call.leg;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Referral;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.directory.OnBehalf;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.Loop;

/**
 * A leg that one call has given to another for the rest of its life, so that people of two calls may talk: its dialog
 * stays with the lender, on the lender's loop; its media go to the borrower. What happens to the dialog is handed
 * across to the borrower's loop, and what the borrower wants across to the lender's. The lender's call lives as long as
 * the loan.
 */
public final class Loan implements Lending, SessionListener, AutoCloseable {

    private final CallLeg leg;
    private final LegContext borrower;
    private final String callId;
    private final String party;
    private final Caller shown;
    private final OnBehalf rights;
    private final LentMedia lent;
    /** What the borrower said last that was not refused. On the lender's loop. */
    private Optional<SessionDescription> said;
    /** What it last offered, which may still be refused. On the lender's loop. */
    private Optional<SessionDescription> offered = Optional.empty();
    /** On the borrower's loop alone. */
    private @Nullable GuestLeg guest;

    /** Takes the leg from its own call. On the lender's loop. */
    private Loan(CallLeg leg, LegContext borrower) {
        this.leg = leg;
        this.borrower = borrower;
        this.callId = leg.session().callId();
        this.party = leg.party();
        this.shown = leg.shown();
        this.rights = leg.rights();
        this.lent = LentMedia.of(leg);
        this.said = lent.sent();
        leg.lent(Optional.of(this));
        leg.session().listener(this);
    }

    /**
     * Gives a leg to another call; the loan ends with the leg's call, and that call with the loan. On the lender's
     * loop.
     */
    public static Loan of(CallLeg leg, LegContext borrower) {
        return leg.call.scope().open(() -> new Loan(leg, borrower));
    }

    // Never changes; safe on any thread.

    String callId() {
        return callId;
    }

    String party() {
        return party;
    }

    Caller shown() {
        return shown;
    }

    OnBehalf rights() {
        return rights;
    }

    // On the borrower's loop.

    /** The leg here, which has been taken. */
    @Override
    public GuestLeg guest() {
        return Optional.ofNullable(guest).orElseThrow();
    }

    /**
     * Takes the leg.
     *
     * @throws NoPort if there is no port for its media; it stays as it is
     */
    public GuestLeg take() throws NoPort {
        return take(lent.open(borrower));
    }

    /** Takes the leg, for which there is a place already. */
    public GuestLeg take(LegMedia media) {
        GuestLeg arrived = new GuestLeg(borrower, borrower.nextLegName(), this, media);
        guest = arrived;
        loop().execute(leg.media::close);
        return arrived;
    }

    void ask(Consumer<Session> what) {
        loop().execute(() -> what.accept(leg.session()));
    }

    /** As {@link #ask}, of what says this to the leg. */
    void say(Optional<SessionDescription> offer, Consumer<Session> what) {
        ask(session -> {
            offered = offer;
            what.accept(session);
        });
    }

    /** The borrower has no use for it any more: the lender hangs up. */
    public void giveBack() {
        loop().execute(() -> leg.call.end(new EndCause.Transferred()));
    }

    private Loop loop() {
        return leg.call.loop();
    }

    // On the lender's loop.

    @Override
    public LegContext borrower() {
        return borrower;
    }

    /** The borrower had no use for it: the leg is its own call's again. */
    public void undo() {
        leg.session().listener(leg);
        leg.call.scope().release(this);
    }

    /** The lender's call is over, or the leg comes back. */
    @Override
    public void close() {
        leg.lent(Optional.empty());
        tell(there -> there.ended(new SessionEnd.PeerGone(SipResponse.OK)));
    }

    private void tell(Consumer<GuestLeg> what) {
        borrower.onLoop(() -> {
            if (guest != null) what.accept(guest);
        });
    }

    @Override
    public void offered(Offer offer) {
        tell(there -> there.offered(new OfferAcross(offer)));
    }

    @Override
    public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
        said = offered.or(() -> said);
        tell(there -> there.modified(description, offer.map(OfferAcross::new)));
    }

    @Override
    public void acknowledged(Optional<SessionDescription> answer) {
        if (answer.isPresent()) tell(there -> there.acknowledged(answer));
    }

    @Override
    public void refused(SipResponse response) {
        tell(there -> there.refused(response));
    }

    @Override
    public Optional<SessionDescription> described() {
        return said;
    }

    @Override
    public void refreshed(SessionDescription answer) {
        tell(there -> there.refreshed(answer));
    }

    @Override
    public void informed(SipRequest info) {
        tell(there -> there.informed(info));
    }

    @Override
    public void referred(Referral referral) {
        tell(there -> there.referred(new Across(referral)));
    }

    @Override
    public void ended(SessionEnd end) {
        tell(there -> there.ended(end));
        leg.ended(end);
    }

    /** An offer of the lent leg's. */
    private final class OfferAcross implements Offer {
        private final Offer offer;

        OfferAcross(Offer offer) {
            this.offer = offer;
        }

        @Override
        public Optional<SessionDescription> description() {
            return offer.description();
        }

        @Override
        public void accept(SessionDescription description) {
            loop().execute(() -> {
                said = Optional.of(description);
                offer.accept(description);
            });
        }

        @Override
        public void reject(int status) {
            loop().execute(() -> offer.reject(status));
        }
    }

    /** A REFER of the lent leg's. */
    private final class Across implements Referral {
        private final Referral referral;
        private final Uri target;
        private final Optional<String> referredBy;

        Across(Referral referral) {
            this.referral = referral;
            this.target = referral.target();
            this.referredBy = referral.referredBy();
        }

        @Override
        public Uri target() {
            return target;
        }

        @Override
        public Optional<String> referredBy() {
            return referredBy;
        }

        @Override
        public void accept() {
            loop().execute(referral::accept);
        }

        @Override
        public void refuse(int status) {
            loop().execute(() -> referral.refuse(status));
        }

        @Override
        public void progress(int status) {
            loop().execute(() -> referral.progress(status));
        }

        @Override
        public void finish(int status, Runnable told) {
            loop().execute(() -> referral.finish(status, () -> borrower.loop().execute(told)));
        }
    }
}
