package org.strowger.call;

import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.Offer;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * Two legs that hear each other. An offer of one is carried to the other, and the answer back; one exchange at a time. Runs on the call's
 * loop.
 */
final class Bridge {

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
    private Exchange exchange = NONE;

    Bridge(CallLeg one, CallLeg other) {
        this.one = one;
        this.other = other;
    }

    /** Connects the media, and sends from now on what happens on either leg to the other. */
    void connect() {
        one.bridge(Optional.of(this));
        other.bridge(Optional.of(this));
        one.media.bridge(other.media);
    }

    /** Lets go of both legs. */
    void disconnect() {
        if (exchange instanceof Exchange.Carried(CallLeg _, Offer offer)) offer.reject(Response.REQUEST_TERMINATED);
        exchange = NONE;
        one.bridge(Optional.empty());
        other.bridge(Optional.empty());
        one.media.unbridge();
        other.media.unbridge();
    }

    /** Asks a leg that was answered by itself to speak what the other has agreed to, if it may speak anything else. */
    void align(CallLeg leg) {
        SessionDescription wanted = across(leg).media.heard().orElse(null);
        if (wanted == null
                || leg.media.sent().filter(sent -> sameCodecs(sent, wanted)).isPresent()
                || !leg.media.sharesCodec(wanted)) return;
        try {
            SessionDescription offer = leg.media.relayOffer(wanted);
            exchange = new Exchange.Aligning(leg);
            leg.session().modify(Optional.of(offer));
        } catch (PortsExhaustedException _) {
            exchange = NONE; // the legs go on with what they have in common
        }
    }

    /** Offers what the other leg speaks to one that has joined with a session of its own; then aligns the other. */
    void introduce(CallLeg leg) {
        Optional<SessionDescription> offer = across(leg).offerOnward();
        if (offer.isEmpty()) return;
        try {
            exchange = new Exchange.Introducing(leg);
            leg.session().modify(Optional.of(leg.media.relayOffer(offer.get())));
        } catch (PortsExhaustedException _) {
            exchange = NONE;
        }
    }

    void offered(CallLeg from, Offer offer) {
        if (!(exchange instanceof Exchange.None)) {
            offer.reject(Response.REQUEST_PENDING); // §14.2: the other side's exchange comes first
            return;
        }
        CallLeg to = across(from);
        try {
            Optional<SessionDescription> forOther = Optional.empty();
            if (offer.description().isPresent()) {
                from.media.offered(offer.description().get());
                from.media.hear(offer.description().get());
                forOther = Optional.of(to.media.relay(offer.description().get()));
            }
            exchange = new Exchange.Carried(from, offer);
            to.session().modify(forOther);
        } catch (PortsExhaustedException _) {
            exchange = NONE;
            reject(from, offer, Response.SERVER_INTERNAL_ERROR);
        } catch (NoCommonCodec _) {
            exchange = NONE;
            reject(from, offer, Response.NOT_ACCEPTABLE_HERE);
        }
    }

    void modified(CallLeg leg, Optional<SessionDescription> description, Optional<Offer> theirs) {
        Exchange now = exchange;
        exchange = NONE;
        try {
            if (theirs.isPresent()) description.ifPresent(leg.media::offered);
            if (description.isPresent()) leg.media.hear(description.get());
            switch (now) {
                case Exchange.Carried(CallLeg from, Offer offer)
                when from == across(leg) -> carryBack(from, offer, description, theirs);
                case Exchange.Introducing _ -> align(across(leg));
                case Exchange.Carried _, Exchange.Countered _, Exchange.Aligning _, Exchange.None _ -> {}
            }
            one.media.bridge(other.media);
        } catch (PortsExhaustedException _) {
            if (now instanceof Exchange.Carried(CallLeg from, Offer offer))
                reject(from, offer, Response.SERVER_INTERNAL_ERROR);
        } catch (NoCommonCodec _) {
            if (now instanceof Exchange.Carried(CallLeg from, Offer offer))
                reject(from, offer, Response.NOT_ACCEPTABLE_HERE);
        }
    }

    void refused(CallLeg leg, Response response) {
        Exchange now = exchange;
        exchange = NONE;
        if (now instanceof Exchange.Carried(CallLeg from, Offer offer) && from == across(leg))
            reject(from, offer, response.getStatusCode());
    }

    /** Whether the ACK belonged to an exchange of this bridge. */
    boolean acknowledged(CallLeg leg, Optional<SessionDescription> answer) {
        if (!(exchange instanceof Exchange.Countered(CallLeg from, Offer theirs)) || from != leg) return false;
        exchange = NONE;
        try {
            if (answer.isEmpty()) {
                theirs.reject(Response.NOT_ACCEPTABLE_HERE);
                return true;
            }
            leg.media.hear(answer.get());
            theirs.accept(across(leg).media.relay(answer.get()));
            one.media.bridge(other.media);
        } catch (PortsExhaustedException _) {
            theirs.reject(Response.SERVER_INTERNAL_ERROR);
        } catch (NoCommonCodec _) {
            theirs.reject(Response.NOT_ACCEPTABLE_HERE);
        }
        return true;
    }

    void informed(CallLeg from, Request info) {
        ContentTypeHeader type = (ContentTypeHeader) info.getHeader(ContentTypeHeader.NAME);
        if (type == null || info.getRawContent() == null) return;
        across(from).session().info(type.getContentType() + "/" + type.getContentSubType(), info.getRawContent());
    }

    private void carryBack(CallLeg from, Offer offer, Optional<SessionDescription> description, Optional<Offer> theirs)
            throws PortsExhaustedException {
        if (description.isEmpty()) {
            reject(from, offer, Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        theirs.ifPresent(waiting -> exchange = new Exchange.Countered(from, waiting));
        offer.accept(from.media.relay(description.get()));
    }

    private static void reject(CallLeg from, Offer offer, int status) {
        from.media.refused();
        offer.reject(status);
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
