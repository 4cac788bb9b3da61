package org.strowger.call.leg;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.leg.CalleeLegTable.Effect;
import org.strowger.call.leg.CalleeLegTable.Event;
import org.strowger.call.leg.CalleeLegTable.State;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;

/** The leg of somebody who is called ({@link CalleeLegTable}). Runs on the call's loop. */
public final class CalleeLeg extends CallLeg implements Effects<Effect> {

    /** Who makes the first offer. */
    public enum OfferTime {
        /** We do, in the INVITE. */
        IN_INVITE,
        /** The callee does, in its 2xx. */
        DELAYED
    }

    /** Who wants to know how the ringing goes. */
    public interface Watcher {
        void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> earlyAnswer);

        void answers(CalleeLeg leg, Optional<SessionDescription> description);

        void fails(CalleeLeg leg, SipResponse response);

        void leaves(CalleeLeg leg, SessionEnd end);

        /** Of a leg that is about to be hung up, and may do so itself. */
        static Watcher farewell() {
            return new Nobody() {
                @Override
                public void leaves(CalleeLeg leg, SessionEnd end) {
                    leg.left(end);
                }
            };
        }
    }

    private static final Set<State> ANSWERED = EnumSet.of(State.OFFERING, State.ANSWERED, State.OVER);

    /** What has come of its INVITE so far. */
    private record Ringing(SipResponse response, Optional<SessionDescription> early) {}

    /** @param status what it is said to have ended with, where it was not answered */
    private record Dropped(Ending how, int status) {}

    /** What the caller's ACK brings. */
    private record CallersAnswer(CallLeg caller, Optional<SessionDescription> answer) {}

    /** @param caller whose answer it is, if it is not our own */
    private record OurAnswer(SessionDescription description, Optional<CallLeg> caller) {}

    /** RFC 3326: so that phones that lost the race do not list a missed call. */
    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private final String party;
    private final OnBehalf rights;
    private final Optional<String> user;
    private final OfferTime offerTime;
    private Watcher watcher;
    private @Nullable OutgoingSession session;
    private Runnable whenGone = () -> {};
    private final ToldMachine<State, Event, Effect> machine;

    public CalleeLeg(
            LegContext call, String name, Target target, OfferTime offerTime, LegMedia media, Watcher watcher) {
        super(call, name, media);
        this.machine = new ToldMachine<>(CalleeLegTable.TABLE, this, call.home().stories(), this);
        this.offerTime = offerTime;
        this.party = target.party();
        this.rights = target.rights();
        this.user = target.way() == Target.Way.OUT ? target.rights().account() : Optional.empty();
        this.watcher = watcher;
    }

    /** The INVITE has been sent. */
    public void invited(OutgoingSession invited) {
        session = invited;
        machine.fire(Event.INVITE);
    }

    @Override
    public Session session() {
        return outgoing();
    }

    @Override
    public String party() {
        return party;
    }

    @Override
    public Optional<String> account() {
        return user;
    }

    @Override
    public OnBehalf rights() {
        return rights;
    }

    /** Whether the INVITE carried our offer. */
    public boolean offered() {
        return offerTime == OfferTime.IN_INVITE;
    }

    /** Whether this is the From tag of the INVITE that was sent to it. */
    public boolean isInvitedBy(String fromTag) {
        return session != null && session.localTag().equals(fromTag);
    }

    public boolean isAnswered() {
        return ANSWERED.contains(machine.state());
    }

    public boolean isOver() {
        return machine.isOver();
    }

    /** The account whose phone this is, if it is one of ours. */
    public Optional<String> user() {
        return user;
    }

    /** Runs this when the leg is over, however that comes. */
    public void whenGone(Runnable then) {
        whenGone = then;
    }

    public void gone() {
        whenGone.run();
    }

    /** From now on somebody else watches. */
    public void watchedBy(Watcher next) {
        watcher = next;
    }

    @Override
    public void release() {
        drop(Ending.NO_LONGER_WANTED, SipResponse.OK);
    }

    /**
     * Ends this leg, and gives its ports back.
     *
     * @param status what it is said to have ended with, where it was not answered
     */
    public void drop(Ending how, int status) {
        Event event = how == Ending.ANSWERED_ELSEWHERE ? Event.DROP_ELSEWHERE : Event.DROP;
        new org.strowger.call.core.Ending(call.id())
                .step(name, () -> machine.fire(event, new Dropped(how, status)))
                .step(name, media::close);
    }

    /** It has hung up by itself: what it held is given back. */
    public void left(SessionEnd end) {
        new org.strowger.call.core.Ending(call.id())
                .step(name, () -> call.legEnded(this, SipResponse.OK, end.wire()))
                .step(name, media::close);
    }

    /** Its call is over, and gives back what it holds. */
    public void callEnds() {
        machine.fire(Event.CALL_ENDS);
    }

    /** Why a leg is ended. */
    public enum Ending {
        /** Another leg was answered first. */
        ANSWERED_ELSEWHERE("answered elsewhere"),
        /** Anything else. */
        NO_LONGER_WANTED("ended by us");

        private final String text;

        Ending(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** The caller's ACK has come, with the answer to this callee's offer. */
    void answeredByCaller(CallLeg caller, Optional<SessionDescription> answer) {
        machine.fire(Event.CALLER_ANSWERS, new CallersAnswer(caller, answer));
    }

    /** Answers this callee's delayed offer on our own. */
    public void answerForItself(SessionDescription offer) throws NoMedia {
        machine.fire(Event.ACCEPT, new OurAnswer(media.answer(offer), Optional.empty()));
    }

    // What the session tells.

    @Override
    public void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {
        machine.fire(Event.RINGS, new Ringing(response, answer));
    }

    @Override
    public void answered(SipResponse response, Optional<SessionDescription> description) {
        machine.fire(offered() ? Event.ANSWERS : Event.OFFERS, description);
    }

    @Override
    public void rejected(SipResponse response) {
        machine.fire(Event.FAILS, response);
    }

    @Override
    public void ended(SessionEnd end) {
        machine.fire(Event.LEAVES, end);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case TELL_RINGS ->
                tell(told -> told.rings(this, ((Ringing) payload).response(), ((Ringing) payload).early()));
            case TELL_ANSWERS -> tell(told -> told.answers(this, description(payload)));
            case TELL_FAILS -> tell(told -> told.fails(this, (SipResponse) payload));
            case TELL_LEAVES -> tell(told -> told.leaves(this, (SessionEnd) payload));
            case TELL_UNFIT ->
                tell(told -> told.leaves(this, new SessionEnd.PeerGone(SipResponse.NOT_ACCEPTABLE_HERE)));
            case TELL_NO_PORT ->
                tell(told -> told.leaves(this, new SessionEnd.PeerGone(SipResponse.SERVER_INTERNAL_ERROR)));
            case READ_ANSWER -> read((CallersAnswer) payload);
            case SEND_ANSWER -> outgoing().acknowledge(((OurAnswer) payload).description());
            case SEND_STOPGAP -> outgoing().acknowledge((SessionDescription) payload);
            case JOIN_CALLER ->
                ((OurAnswer) payload).caller().orElseThrow().media.bridge(media);
            case SEND_CANCEL -> outgoing().cancel(List.of());
            case SEND_CANCEL_ELSEWHERE -> outgoing().cancel(List.of(elsewhere()));
            case SEND_BYE -> outgoing().bye(List.of());
            case SAY_UNANSWERED -> ended((Dropped) payload, ((Dropped) payload).status());
            case SAY_ENDED -> ended((Dropped) payload, SipResponse.OK);
        }
    }

    private void tell(Consumer<Watcher> what) {
        machine.tells(() -> what.accept(watcher));
    }

    private void ended(Dropped why, int status) {
        new org.strowger.call.core.Ending(call.id())
                .step(name, () -> call.legEnded(this, status, why.how().text()));
    }

    /**
     * What becomes of the caller's answer: where there is nothing that both could speak, or none, the callee gets some
     * other answer before it is hung up.
     */
    private void read(CallersAnswer theirs) {
        try {
            Optional<SessionDescription> ours = relayed(theirs);
            if (ours.isPresent()) machine.post(Event.FITS, new OurAnswer(ours.get(), Optional.of(theirs.caller())));
            else machine.post(Event.UNFIT, media.offer());
        } catch (NoPort _) {
            machine.post(Event.NO_PORT, theirs);
        }
    }

    private Optional<SessionDescription> relayed(CallersAnswer theirs) throws NoPort {
        if (theirs.answer().isEmpty()) return Optional.empty();
        try {
            theirs.caller().media.hear(theirs.answer().get());
            return Optional.of(media.relay(theirs.answer().get()));
        } catch (NoCommonCodec _) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // what ANSWERS and OFFERS bring
    private static Optional<SessionDescription> description(Object payload) {
        return (Optional<SessionDescription>) payload;
    }

    private OutgoingSession outgoing() {
        if (session == null) throw new IllegalStateException(name + " has not been invited");
        return session;
    }

    private static SipHeader elsewhere() {
        return SipHeader.of("Reason", ELSEWHERE);
    }

    /** Wants to know nothing. */
    private static class Nobody implements Watcher {
        @Override
        public void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> earlyAnswer) {}

        @Override
        public void answers(CalleeLeg leg, Optional<SessionDescription> description) {}

        @Override
        public void fails(CalleeLeg leg, SipResponse response) {}

        @Override
        public void leaves(CalleeLeg leg, SessionEnd end) {}
    }
}
