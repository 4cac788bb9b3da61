package org.strowger.call.leg;

import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Sip;

/** The leg of somebody who is called. Runs on the call's loop. */
public final class CalleeLeg extends CallLeg {

    /** Who makes the first offer. */
    public enum OfferTime {
        /** We do, in the INVITE. */
        IN_INVITE,
        /** The callee does, in its 2xx. */
        DELAYED
    }

    /** Who wants to know how the ringing goes. */
    public interface Watcher {
        void rings(CalleeLeg leg, Response response, Optional<SessionDescription> earlyAnswer);

        void answers(CalleeLeg leg, Optional<SessionDescription> description);

        void fails(CalleeLeg leg, Response response);

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

    /** RFC 3326: so that phones that lost the race do not list a missed call. */
    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private final String party;
    private final OnBehalf rights;
    private final Optional<String> user;
    private final OfferTime offerTime;
    private Watcher watcher;
    private @Nullable OutgoingSession session;
    private Runnable whenGone = () -> {};
    private boolean answered;
    private boolean over;

    public CalleeLeg(
            LegContext call, String name, Target target, OfferTime offerTime, LegMedia media, Watcher watcher) {
        super(call, name, media);
        this.offerTime = offerTime;
        this.party = target.party();
        this.rights = target.rights();
        this.user = target.way() == Target.Way.OUT ? target.rights().account() : Optional.empty();
        this.watcher = watcher;
    }

    /** The INVITE has been sent. */
    public void invited(OutgoingSession invited) {
        session = invited;
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
        return answered;
    }

    public boolean isOver() {
        return over;
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
        drop(Ending.NO_LONGER_WANTED, Response.OK);
    }

    /**
     * Ends this leg, and gives its ports back.
     *
     * @param status what it is said to have ended with, where it was not answered
     */
    public void drop(Ending how, int status) {
        boolean there = !over;
        var ending = new org.strowger.call.core.Ending(call.id());
        if (there) ending.step(name, () -> call.legEnded(this, answered ? Response.OK : status, how.text()));
        ending.step(name, () -> end(how)).step(name, media::close);
    }

    /** It has hung up by itself: what it held is given back. */
    public void left(SessionEnd end) {
        new org.strowger.call.core.Ending(call.id())
                .step(name, () -> call.legEnded(this, Response.OK, end.wire()))
                .step(name, media::close);
    }

    /** Ends this leg, whatever state it is in; nothing is told any more. */
    public void end(Ending how) {
        if (over) return;
        over = true;
        watcher = NOBODY;
        if (session == null) return;
        if (answered) session.bye(List.of());
        else session.cancel(how == Ending.ANSWERED_ELSEWHERE ? List.of(elsewhere()) : List.of());
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
        if (over) return;
        try {
            if (answer.isPresent() && isTaken(caller, answer.get())) {
                caller.media.bridge(media);
            } else {
                // There is nothing that both could speak, or the caller broke the rules of delayed offers; the callee
                // still needs its ACK before it can get a BYE.
                outgoing().acknowledge(media.offer());
                givenUp(Response.NOT_ACCEPTABLE_HERE);
            }
        } catch (PortsExhaustedException _) {
            givenUp(Response.SERVER_INTERNAL_ERROR);
        }
    }

    /** Ends this leg, and tells whoever watches it that it is gone. */
    private void givenUp(int status) {
        Watcher told = watcher;
        end(Ending.NO_LONGER_WANTED);
        told.leaves(this, new SessionEnd.PeerGone(status));
    }

    private boolean isTaken(CallLeg caller, SessionDescription answer) throws PortsExhaustedException {
        try {
            caller.media.hear(answer);
            outgoing().acknowledge(media.relay(answer));
            return true;
        } catch (NoCommonCodec _) {
            return false;
        }
    }

    /** Answers this callee's delayed offer on our own. */
    public void answerForItself(SessionDescription offer) throws PortsExhaustedException {
        SessionDescription answer = media.answer(offer);
        outgoing().acknowledge(answer);
    }

    @Override
    public void progressed(Response response, String fork, Optional<SessionDescription> answer) {
        watcher.rings(this, response, answer);
    }

    @Override
    public void answered(Response response, Optional<SessionDescription> description) {
        answered = true;
        watcher.answers(this, description);
    }

    @Override
    public void rejected(Response response) {
        if (over) return;
        over = true;
        watcher.fails(this, response);
    }

    @Override
    public void ended(SessionEnd end) {
        if (over) return;
        over = true;
        watcher.leaves(this, end);
    }

    private OutgoingSession outgoing() {
        if (session == null) throw new IllegalStateException(name + " has not been invited");
        return session;
    }

    private static Header elsewhere() {
        return Sip.header("Reason", ELSEWHERE);
    }

    private static final Watcher NOBODY = new Nobody();

    /** Wants to know nothing. */
    private static class Nobody implements Watcher {
        @Override
        public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> earlyAnswer) {}

        @Override
        public void answers(CalleeLeg leg, Optional<SessionDescription> description) {}

        @Override
        public void fails(CalleeLeg leg, Response response) {}

        @Override
        public void leaves(CalleeLeg leg, SessionEnd end) {}
    }
}
