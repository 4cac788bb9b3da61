package org.strowger.call.leg;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.AccountDialog.Stage;
import org.strowger.call.leg.CallerLegTable.Effect;
import org.strowger.call.leg.CallerLegTable.Event;
import org.strowger.call.leg.CallerLegTable.State;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.call.sdp.RelayedSdp;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionState;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Trunk;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;

/** The leg of the one who calls ({@link CallerLegTable}). Runs on the call's loop. */
public final class CallerLeg extends CallLeg implements Effects<Effect> {

    private static final Set<State> ANSWERED = EnumSet.of(
            State.ANSWERED, State.ANSWERED_BY_OFFER, State.CONFIRMED, State.REPLACED, State.REPLACED_BY_OFFER);
    private static final Set<State> OVER = EnumSet.of(State.HUNG_UP, State.GONE, State.ENDED);
    private static final Set<State> GONE = EnumSet.of(State.REPLACED, State.REPLACED_BY_OFFER, State.GONE);

    /** What it is answered with, and the callee whose offer that is, if it is one. */
    private record Answer(SessionDescription description, Optional<CalleeLeg> callee) {}

    /** What it is told if it has not been answered. */
    private record LastWord(int status, List<SipHeader> headers) {}

    private final IncomingSession session;
    private final ToldMachine<State, Event, Effect> machine;
    /** What an early answer has committed us to: the 200 must say the same. */
    private @Nullable SessionDescription committed;
    /** The callee whose offer the caller's ACK is to answer. */
    private Optional<CalleeLeg> offering = Optional.empty();

    private Optional<Runnable> whenHeard = Optional.empty();
    private Optional<Runnable> whenConfirmed = Optional.empty();

    public CallerLeg(LegContext call, IncomingSession session, LegMedia media) {
        super(call, "a", media);
        this.session = session;
        this.machine = new ToldMachine<>(CallerLegTable.TABLE, this, call.home().stories(), this);
        session.offer().ifPresent(media::offered); // what of it is chosen depends on what the leg will be allowed
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String party() {
        return call.request().caller().number();
    }

    @Override
    Caller itself() {
        return call.callerShown();
    }

    @Override
    public Optional<String> account() {
        return call.request().caller().account();
    }

    @Override
    public OnBehalf rights() {
        return OnBehalf.caller(
                call.request().caller().account(),
                call.request().trunk().flatMap(call.home().directory()::trunk));
    }

    @Override
    public void release() {
        end(SipResponse.OK, List.of());
        media.close();
    }

    public IncomingSession incoming() {
        return session;
    }

    public boolean isAnswered() {
        return ANSWERED.contains(machine.state());
    }

    /** Whether the call goes on without it, or would: somebody else has its place. */
    public boolean isGone() {
        return GONE.contains(machine.state());
    }

    /** What the caller has offered with its INVITE; empty for a delayed offer. */
    private Optional<SessionDescription> offer() {
        return session.offer().map(media::chosen);
    }

    /** Whether the caller's codecs are settled already, by early media or the answer. */
    public boolean isCommitted() {
        return committed != null || isAnswered();
    }

    /** 180, if the caller has heard nothing better. */
    public void ring() {
        machine.fire(Event.RING);
    }

    /**
     * What the caller offers to whom we call next: its own offer, or what was agreed with it. Empty for a delayed
     * offer.
     */
    @Override
    public Optional<SessionDescription> offerOnward() {
        if (!isCommitted()) return offer();
        Optional<SessionDescription> said = media.heard();
        if (said.isEmpty() || committed == null) return said;
        SessionDescription agreed = committed;
        List<org.strowger.sdp.MediaDescription> media = new ArrayList<>();
        for (int i = 0; i < said.get().media().size(); i++) {
            var theirs = said.get().media().get(i);
            boolean active = i < agreed.media().size() && agreed.media().get(i).isActive();
            media.add(active ? theirs.withCodecs(common(theirs, agreed.media().get(i))) : theirs.withPort(0));
        }
        return Optional.of(unheld(said.get().withMedia(media)));
    }

    /** Why the caller's offer is not secured as its policy has it; empty if it is, or if nothing is offered yet. */
    public Optional<String> objection() {
        return isCommitted() ? Optional.empty() : offer().flatMap(media::objection);
    }

    /** Whether the caller offers any audio over RTP. */
    public boolean offersAudio() {
        return offer().stream()
                .flatMap(offer -> offer.media().stream())
                .anyMatch(medium -> medium.type().equals("audio") && RelayedSdp.isRelayable(medium));
    }

    /** Whether the caller offers anything that the switch itself can answer; a delayed offer leaves that open. */
    public boolean canBeAnswered() {
        return isCommitted() || offer().isEmpty() || media.canAnswer(offer().get());
    }

    /** Whether the caller offers anything that could be passed on; a delayed offer leaves that open. */
    public boolean offersAnything() {
        return isCommitted()
                || offer().isEmpty()
                || offer().get().media().stream().anyMatch(RelayedSdp::isRelayable);
    }

    /** Takes the ports that answering the caller will need. */
    public void reserve() throws NoPort {
        if (!isCommitted() && !OVER.contains(machine.state())) media.reserve(offer());
    }

    /**
     * Opens media before the answer, on our own. False where the caller has made no offer that could be answered, or
     * might not be who it says.
     */
    public boolean earlyMedia() throws NoMedia {
        if (isCommitted()) return true;
        if (offer().isEmpty() || !media.isProven()) return false;
        SessionDescription answer = media.answer(offer().get());
        earlyMedia(answer);
        return true;
    }

    /** Passes a callee's early media on. */
    public void earlyMedia(SessionDescription answer) throws NoMedia {
        if (offer().isPresent()) media.hear(offer().get());
        machine.fire(Event.OPEN_EARLY, answer);
    }

    /** Answers on our own. */
    public void answer() throws NoMedia {
        if (isAnswered()) return;
        if (committed == null && offer().isPresent()) committed = media.answer(offer().get());
        SessionDescription description = committed != null ? committed : media.offer();
        if (offer().isPresent()) media.hear(offer().get());
        machine.fire(Event.ANSWER, new Answer(description, Optional.empty()));
    }

    /**
     * Answers with what the callee said, unless early media has settled the answer already.
     *
     * @param delayed the callee whose offer this is, where the caller's own was delayed: the caller's ACK is to answer
     *     it
     */
    public void answer(SessionDescription calleeSaid, Optional<CalleeLeg> delayed) throws NoMedia {
        if (isAnswered()) return;
        if (committed == null) committed = media.relay(calleeSaid);
        if (offer().isPresent()) media.hear(offer().get());
        machine.fire(delayed.isPresent() ? Event.ANSWER_BY_OFFER : Event.ANSWER, new Answer(committed, delayed));
    }

    /**
     * Runs this as soon as the caller takes media: at once, or with the ACK, where that tells where, or that it is
     * there at all.
     */
    public void whenHeard(Runnable then) {
        if (media.heard().isPresent() && media.isProven()) then.run();
        else whenHeard = Optional.of(then);
    }

    /** Runs this as soon as the caller's ACK is there. */
    public void whenConfirmed(Runnable then) {
        if (session.state() == SessionState.CONFIRMED) then.run();
        else whenConfirmed = Optional.of(then);
    }

    /** Ends this leg: BYE if it was answered, else this status. */
    public void end(int status, List<SipHeader> extra) {
        machine.fire(Event.END, new LastWord(status, extra));
    }

    /** Somebody else takes its place: the call goes on without it. */
    public void handsOver() {
        machine.fire(Event.HAND_OVER);
    }

    @Override
    public void acknowledged(Optional<SessionDescription> answer) {
        machine.fire(Event.ACK, answer);
    }

    @Override
    public void cancelled(Optional<SipRequest> cancel) {
        machine.fire(Event.CANCELLED);
    }

    @Override
    public void ended(SessionEnd end) {
        boolean transfers = conversation().filter(talk -> talk.outlives(this)).isPresent();
        machine.fire(transfers ? Event.LEAVES_TRANSFER : Event.LEAVES, end);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_RINGING -> {
                session.progress(SipResponse.RINGING, Optional.empty(), List.of());
                shows(Stage.EARLY);
            }
            case SEND_EARLY -> sendEarly((SessionDescription) payload);
            case SEND_ANSWER -> session.accept(((Answer) payload).description(), List.of());
            case SEND_REFUSAL -> {
                showsNoMore();
                session.reject(((LastWord) payload).status(), ((LastWord) payload).headers());
            }
            case SEND_BYE -> {
                showsNoMore();
                session.bye(((LastWord) payload).headers());
            }
            case AWAIT_ANSWER -> offering = ((Answer) payload).callee();
            case PROVE -> prove();
            case TELL_ANSWERED -> {
                shows(Stage.CONFIRMED);
                machine.tells(call::callerAnswered);
            }
            case PASS_ACK_ON -> machine.tells(() -> super.acknowledged(answer(payload)));
            case ANSWER_CALLEE -> machine.tells(() -> offering.orElseThrow().answeredByCaller(this, answer(payload)));
            case TELL_HEARD -> machine.tells(this::tellHeard);
            case TELL_CANCELLED -> machine.tells(() -> call.end(new EndCause.CallerCancelled()));
            case TELL_LEFT -> machine.tells(() -> call.end(cause((SessionEnd) payload)));
            case CLOSE_MEDIA -> {
                showsNoMore();
                media.close();
            }
            case TELL_TALK -> machine.tells(() -> conversation().ifPresent(talk -> talk.left(this)));
        }
    }

    @SuppressWarnings("unchecked") // what ACK brings
    private static Optional<SessionDescription> answer(Object payload) {
        return (Optional<SessionDescription>) payload;
    }

    private void sendEarly(SessionDescription answer) {
        committed = answer;
        session.progress(SipResponse.SESSION_PROGRESS, Optional.of(answer), List.of());
        shows(Stage.EARLY);
    }

    /** Shows those who watch its account how far its call has come. */
    public void shows(Stage stage) {
        if (!call.descent().isOriginal()) return; // an INVITE of our own: no phone of the account's is in its dialog
        shows(
                AccountDialog.Direction.INITIATOR,
                stage,
                new Caller(call.request().number(), "", Optional.empty()));
    }

    private void prove() {
        call.callerConfirmed();
        media.proven();
        // Not before: what a datagram's sender invents sends nothing to where it says.
        call.request().trunk().flatMap(call.home().directory()::trunk).ifPresent(this::knows);
    }

    private void knows(Trunk trunk) {
        session.trusts(ContactTrust.CONFIGURED);
        call.home().trunkCredentials().ofCaller(trunk).ifPresent(session::credentials);
    }

    private void tellHeard() {
        Optional<Runnable> then = whenHeard;
        whenHeard = Optional.empty();
        then.ifPresent(Runnable::run);
        Optional<Runnable> confirmed = whenConfirmed;
        whenConfirmed = Optional.empty();
        confirmed.ifPresent(Runnable::run);
    }

    private static EndCause cause(SessionEnd end) {
        return switch (end) {
            case SessionEnd.PeerLeft _ -> new EndCause.CallerHungUp();
            case SessionEnd.AckMissing _ -> new EndCause.CallerLost("no ACK came for the 200");
            case SessionEnd.PeerGone(int status) -> new EndCause.CallerLost("a request got " + status);
            case SessionEnd.PrackMissing _ -> new EndCause.CallerLost("no PRACK came for a provisional response");
            case SessionEnd.Cancelled _ -> new EndCause.CallerHungUp();
            case SessionEnd.Expired _ -> new EndCause.SessionExpired();
        };
    }

    private static List<org.strowger.sdp.Codec> common(
            org.strowger.sdp.MediaDescription theirs, org.strowger.sdp.MediaDescription agreed) {
        return theirs.codecs().stream()
                .filter(codec -> agreed.codecs().stream().anyMatch(codec::sameFormat))
                .toList();
    }
}
