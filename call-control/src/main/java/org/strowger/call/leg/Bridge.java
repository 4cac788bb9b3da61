package org.strowger.call.leg;

import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.call.core.Outcomes;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.dialog.Offer;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * Two legs that hear each other. An offer of one is carried to the other, and the answer back; one exchange at a time. Runs on the call's
 * loop.
 */
public final class Bridge {

    /** How far an exchange through the bridge has got. */
    private sealed interface Exchange {
        /** None is under way. */
        record None() implements Exchange {}

        /** {@code from} offered, or asked for an offer; the other leg has been asked to modify. */
        record Carried(CallLeg from, Offer offer) implements Exchange {}

        /** {@code from} asked for an offer and has been given the other's, whose answer {@code theirs} waits for {@code from}'s ACK. */
        record Countered(CallLeg from, Offer theirs) implements Exchange {}

        /** We ourselves asked a leg to take the other's codecs. */
        record Aligning(CallLeg leg) implements Exchange {}

        /** We offered a newcomer what the other leg speaks; the other is to be told what it answers. */
        record Introducing(CallLeg leg) implements Exchange {}
    }

    private static final Exchange NONE = new Exchange.None();

    private final CallLeg one;
    private final CallLeg other;
    private final HoldMusic hold;
    private Exchange exchange = NONE;

    public Bridge(CallLeg one, CallLeg other) {
        this.one = one;
        this.other = other;
        this.hold = new HoldMusic(one.call.home().holdMusic());
    }

    /** Connects the media, and sends from now on what happens on either leg to the other. */
    public void connect() {
        one.bridge(Optional.of(this));
        other.bridge(Optional.of(this));
        one.media.bridge(other.media);
    }

    /** Lets go of both legs. */
    public void disconnect() {
        hold.ends();
        asked().ifPresent(leg -> leg.media.commit()); // it has been told, whatever it will say
        refuse(Response.REQUEST_TERMINATED);
        one.bridge(Optional.empty());
        other.bridge(Optional.empty());
        one.media.unbridge();
        other.media.unbridge();
    }

    // An exchange begins here, and ends in one of the three that follow: what it was to change has then become so on
    // both legs, or on neither.

    private void begin(Exchange next) {
        exchange = next;
        one.media.propose();
        other.media.propose();
    }

    private void agree() {
        exchange = NONE;
        one.media.commit();
        other.media.commit();
        one.media.bridge(other.media);
        hold.changed(one, other);
    }

    /** RFC 3261 §14.1, RFC 3264 §8: as if nothing had been asked for. */
    private void forget() {
        exchange = NONE;
        one.media.rollback();
        other.media.rollback();
    }

    /** The same, and whoever waits for an answer is told. */
    private void refuse(int status) {
        Exchange now = exchange;
        forget();
        switch (now) {
            case Exchange.Carried(CallLeg _, Offer offer) -> offer.reject(status);
            case Exchange.Countered(CallLeg _, Offer theirs) -> theirs.reject(status);
            case Exchange.Aligning _,
                    Exchange.Introducing _,
                    Exchange.None _ -> {} // the legs go on with what they have
        }
    }

    /** A part of an exchange. */
    private interface Step {
        void run() throws PortsExhaustedException;
    }

    private void orRefused(Step step) {
        try {
            step.run();
        } catch (PortsExhaustedException _) {
            one.call.withoutPorts(other.party());
            refuse(Response.SERVER_INTERNAL_ERROR);
        } catch (NoCommonCodec _) {
            refuse(Response.NOT_ACCEPTABLE_HERE);
        }
    }

    /** Asks a leg that was answered by itself to speak what the other has agreed to, if it may speak anything else. */
    public void align(CallLeg leg) {
        SessionDescription wanted = across(leg).media.heard().orElse(null);
        if (wanted == null
                || leg.media.sent().filter(sent -> sameCodecs(sent, wanted)).isPresent()
                || !leg.media.sharesCodec(wanted)) return;
        ask(leg, new Exchange.Aligning(leg), wanted);
    }

    /** Offers what the other leg speaks to one that has joined with a session of its own; then aligns the other. */
    public void introduce(CallLeg leg) {
        across(leg).offerOnward().ifPresent(offer -> ask(leg, new Exchange.Introducing(leg), offer));
    }

    private void ask(CallLeg leg, Exchange next, SessionDescription offer) {
        begin(next);
        orRefused(() -> leg.session().modify(Optional.of(leg.media.relayOffer(offer))));
    }

    void offered(CallLeg from, Offer offer) {
        if (!(exchange instanceof Exchange.None)) {
            offer.reject(Response.REQUEST_PENDING); // §14.2: the other side's exchange comes first
            return;
        }
        begin(new Exchange.Carried(from, offer));
        orRefused(() -> {
            CallLeg to = across(from);
            Optional<SessionDescription> forOther = Optional.empty();
            if (offer.description().isPresent()) {
                from.media.offered(offer.description().get());
                from.media.hear(offer.description().get());
                forOther = Optional.of(to.media.relayOffer(offer.description().get()));
            }
            to.session().modify(forOther);
        });
    }

    void modified(CallLeg leg, Optional<SessionDescription> description, Optional<Offer> theirs) {
        orRefused(() -> {
            if (theirs.isPresent()) description.ifPresent(leg.media::offered);
            if (description.isPresent()) leg.media.hear(description.get());
            switch (exchange) {
                case Exchange.Carried(CallLeg from, Offer offer)
                when from == across(leg) -> carryBack(from, offer, description, theirs);
                case Exchange.Introducing _ -> {
                    agree();
                    align(across(leg));
                }
                case Exchange.Aligning _, Exchange.None _ -> agree();
                case Exchange.Carried _,
                        Exchange.Countered _ -> {} // of another exchange: a change that was begun elsewhere
            }
        });
    }

    void refused(CallLeg leg, Response response) {
        if (asked().filter(leg::equals).isPresent()) refuse(Outcomes.ofChange(response.getStatusCode()));
    }

    /** The leg that we have asked to modify its session, and that has not answered yet. */
    private Optional<CallLeg> asked() {
        return switch (exchange) {
            case Exchange.Carried(CallLeg from, Offer _) -> Optional.of(across(from));
            case Exchange.Aligning(CallLeg leg) -> Optional.of(leg);
            case Exchange.Introducing(CallLeg leg) -> Optional.of(leg);
            case Exchange.Countered _, Exchange.None _ -> Optional.empty();
        };
    }

    /** Whether the ACK belonged to an exchange of this bridge. */
    boolean acknowledged(CallLeg leg, Optional<SessionDescription> answer) {
        if (!(exchange instanceof Exchange.Countered(CallLeg from, Offer theirs)) || from != leg) return false;
        orRefused(() -> {
            if (answer.isEmpty()) {
                refuse(Response.NOT_ACCEPTABLE_HERE);
                return;
            }
            leg.media.hear(answer.get());
            SessionDescription relayed = across(leg).media.relay(answer.get());
            agree();
            theirs.accept(relayed);
        });
        return true;
    }

    void informed(CallLeg from, Request info) {
        ContentTypeHeader type = (ContentTypeHeader) info.getHeader(ContentTypeHeader.NAME);
        if (type == null || info.getRawContent() == null) return;
        // whole: without its boundary nobody can read a multipart
        String line = type.toString();
        across(from).session().info(line.substring(line.indexOf(':') + 1).strip(), info.getRawContent());
    }

    private void carryBack(CallLeg from, Offer offer, Optional<SessionDescription> description, Optional<Offer> theirs)
            throws PortsExhaustedException {
        if (description.isEmpty()) {
            refuse(Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        SessionDescription relayed = from.media.relay(description.get());
        if (theirs.isPresent()) exchange = new Exchange.Countered(from, theirs.get());
        else agree();
        offer.accept(relayed);
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
