package org.strowger.call.leg;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Outcomes;
import org.strowger.call.leg.BridgeTable.Effect;
import org.strowger.call.leg.BridgeTable.Event;
import org.strowger.call.leg.BridgeTable.State;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.sdp.NoMedia;
import org.strowger.dialog.Offer;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.ContentType;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;

/**
 * Two legs that hear each other ({@link BridgeTable}). An offer of one is carried to the other, and the answer back;
 * one exchange at a time. Runs on the call's loop.
 */
public final class Bridge implements CallPart, Effects<Effect> {

    /** A leg's offer, or that it asks for one. */
    private record Offered(CallLeg from, Offer offer) {}

    /** What a leg is to be offered by us. */
    private record Wanted(CallLeg leg, SessionDescription description) {}

    /** What a leg has answered, or, where it was asked for one, offered. */
    private record Change(CallLeg leg, Optional<SessionDescription> description, Optional<Offer> theirs) {}

    /** An answer for the leg that waits for one; where it is the other's offer, that waits in turn. */
    private record Relayed(SessionDescription description, Optional<Offer> theirs) {}

    private final CallLeg one;
    private final CallLeg other;
    private final HoldMusic hold;
    private final ToldMachine<State, Event, Effect> machine;
    /** The leg that was asked last to modify its session. */
    private CallLeg asked;
    /** The leg whose offer waits. */
    private CallLeg waits;
    /** The offer that waits for an answer, in an exchange that a leg has begun. */
    private @Nullable Offer waiting;

    public Bridge(CallLeg one, CallLeg other) {
        this.one = one;
        this.other = other;
        this.asked = other;
        this.waits = one;
        this.hold = new HoldMusic(one.call.home().holdMusic());
        this.machine =
                new ToldMachine<>(BridgeTable.TABLE, this, one.call.home().stories(), this);
    }

    @Override
    public String call() {
        return one.call.id();
    }

    /** Connects the media, and sends from now on what happens on either leg to the other. */
    public void connect() {
        machine.fire(Event.CONNECT);
    }

    /** Lets go of both legs. */
    public void disconnect() {
        machine.fire(Event.DISCONNECT, SipResponse.REQUEST_TERMINATED);
    }

    /** Asks a leg that was answered by itself to speak what the other has agreed to, if it may speak anything else. */
    public void align(CallLeg leg) {
        SessionDescription wanted = across(leg).media.heard().orElse(null);
        if (wanted == null
                || leg.media.sent().filter(sent -> sameCodecs(sent, wanted)).isPresent()
                || !leg.media.sharesCodec(wanted)) return;
        machine.fire(Event.ALIGN, new Wanted(leg, wanted));
    }

    /** Offers what the other leg speaks to one that has joined with a session of its own; then aligns the other. */
    public void introduce(CallLeg leg) {
        across(leg).offerOnward().ifPresent(offer -> machine.fire(Event.INTRODUCE, new Wanted(leg, offer)));
    }

    void offered(CallLeg from, Offer offer) {
        machine.fire(Event.OFFER, new Offered(from, offer));
    }

    void modified(CallLeg leg, Optional<SessionDescription> description, Optional<Offer> theirs) {
        machine.fire(leg == asked ? Event.CHANGED : Event.CHANGED_BESIDE, new Change(leg, description, theirs));
    }

    void refused(CallLeg leg, SipResponse response) {
        machine.fire(leg == asked ? Event.REFUSED : Event.REFUSED_BESIDE, Outcomes.ofChange(response.status()));
    }

    /** Whether the ACK belonged to an exchange of this bridge. */
    boolean acknowledged(CallLeg leg, Optional<SessionDescription> answer) {
        if (machine.state() != State.COUNTERED || leg == asked) return false;
        machine.fire(Event.ACK, answer);
        return true;
    }

    void informed(CallLeg from, SipRequest info) {
        Optional<ContentType> type = info.contentType();
        Optional<byte[]> body = info.body();
        if (type.isPresent() && body.isPresent())
            across(from).session().info(type.get().toString(), body.get());
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case JOIN -> join();
            case PROPOSE -> propose();
            case CARRY -> orFailed(() -> carry((Offered) payload));
            case ASK -> orFailed(() -> ask((Wanted) payload));
            case REFUSE_GLARE -> ((Offered) payload).offer().reject(SipResponse.REQUEST_PENDING);
            case HEAR -> orFailed(() -> hear((Change) payload));
            case HEAR_AND_AGREE ->
                orFailed(() -> {
                    hear((Change) payload);
                    machine.post(Event.AGREED, payload);
                });
            case CARRY_BACK -> orFailed(() -> carryBack((Change) payload));
            case TAKE_ACK -> orFailed(() -> takeAck(description(payload)));
            case COMMIT -> commit();
            case ROLL_BACK -> rollBack();
            case TELL_HOLD -> machine.tells(() -> hold.changed(one, other));
            case ALIGN_OTHER -> machine.tells(() -> align(across(((Change) payload).leg())));
            case ACCEPT_OFFER -> accept((Relayed) payload);
            case TAKE_COUNTER -> {
                waits = asked;
                waiting = ((Relayed) payload).theirs().orElseThrow();
            }
            case REJECT_OFFER -> reject((Integer) payload);
            case COMMIT_ASKED -> asked.media.commit(); // it has been told, whatever it will say
            case END_HOLD -> hold.ends();
            case PART -> part();
        }
    }

    @SuppressWarnings("unchecked") // what ACK brings
    private static Optional<SessionDescription> description(Object payload) {
        return (Optional<SessionDescription>) payload;
    }

    /** A part of an exchange. */
    private interface Step {
        void run() throws NoMedia;
    }

    private void orFailed(Step step) {
        try {
            step.run();
        } catch (NoMedia e) {
            one.call.lacks(e, other.party());
            machine.post(Event.FAILED, e.statusWithin());
        }
    }

    private void join() {
        one.bridge(Optional.of(this));
        other.bridge(Optional.of(this));
        one.media.bridge(other.media);
    }

    private void part() {
        one.bridge(Optional.empty());
        other.bridge(Optional.empty());
        one.media.unbridge();
        other.media.unbridge();
    }

    private void propose() {
        one.media.propose();
        other.media.propose();
    }

    private void commit() {
        one.media.commit();
        other.media.commit();
        one.media.bridge(other.media);
    }

    private void rollBack() {
        one.media.rollback();
        other.media.rollback();
    }

    private void carry(Offered offered) throws NoMedia {
        CallLeg from = offered.from();
        CallLeg to = across(from);
        asked = to;
        waits = from;
        waiting = offered.offer();
        Optional<SessionDescription> description = offered.offer().description();
        Optional<SessionDescription> forOther = Optional.empty();
        if (description.isPresent()) {
            from.media.offered(description.get());
            from.media.hear(description.get());
            forOther = Optional.of(to.media.relayOffer(description.get()));
        }
        modify(to, forOther);
    }

    private void ask(Wanted wanted) throws NoMedia {
        asked = wanted.leg();
        modify(asked, Optional.of(asked.media.relayOffer(wanted.description())));
    }

    private void modify(CallLeg leg, Optional<SessionDescription> offer) {
        machine.tells(() -> leg.session().modify(offer));
    }

    private static void hear(Change change) throws NoCommonCodec {
        CallLeg leg = change.leg();
        if (change.theirs().isPresent()) change.description().ifPresent(leg.media::offered);
        if (change.description().isPresent())
            leg.media.hear(change.description().get());
    }

    private void carryBack(Change change) throws NoMedia {
        hear(change);
        if (change.description().isEmpty()) {
            machine.post(Event.FAILED, SipResponse.NOT_ACCEPTABLE_HERE);
            return;
        }
        SessionDescription relayed =
                across(change.leg()).media.relay(change.description().get());
        machine.post(change.theirs().isPresent() ? Event.COUNTER : Event.AGREED, new Relayed(relayed, change.theirs()));
    }

    private void takeAck(Optional<SessionDescription> answer) throws NoMedia {
        if (answer.isEmpty()) {
            machine.post(Event.FAILED, SipResponse.NOT_ACCEPTABLE_HERE);
            return;
        }
        across(asked).media.hear(answer.get());
        machine.post(Event.AGREED, new Relayed(asked.media.relay(answer.get()), Optional.empty()));
    }

    private void accept(Relayed relayed) {
        Offer answered = requireWaiting();
        machine.tells(() -> answered.accept(relayed.description()));
    }

    /**
     * Who wants nothing but what it has, as for a refresh of its session (RFC 4028 §7.4), has it, whatever the other
     * leg refuses to say again: its session would run out.
     */
    private void reject(int status) {
        Offer refused = requireWaiting();
        Optional<SessionDescription> said = waits.media.sent().filter(_ -> asksForNothingNew(refused));
        if (said.isPresent()) machine.tells(() -> refused.accept(said.get()));
        else refused.reject(status);
    }

    /** Some phones count their descriptions anew each time. */
    private boolean asksForNothingNew(Offer offer) {
        Optional<SessionDescription> before = waits.media.heard();
        return offer.description().isEmpty()
                || before.filter(heard -> heard.equals(offer.description().get().withOrigin(heard.origin())))
                        .isPresent();
    }

    private Offer requireWaiting() {
        if (waiting == null) throw new IllegalStateException("nobody waits for an answer");
        return waiting;
    }

    /** The other leg. */
    CallLeg across(CallLeg leg) {
        return leg == one ? other : one;
    }

    private static boolean sameCodecs(SessionDescription sent, SessionDescription wanted) {
        if (sent.media().size() != wanted.media().size()) return false;
        for (int i = 0; i < sent.media().size(); i++) {
            MediaDescription here = sent.media().get(i);
            MediaDescription there = wanted.media().get(i);
            if (here.isActive() != there.isActive()) return false;
            if (here.isActive() && !there.formats().containsAll(here.formats())) return false;
            if (here.isActive() && sent.directionOf(here) != wanted.directionOf(there)) return false;
        }
        return true;
    }
}
