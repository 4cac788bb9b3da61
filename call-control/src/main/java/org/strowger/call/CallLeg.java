package org.strowger.call;

import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionListener;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;

/**
 * One party of a call: its session, its media, and the bridge that it is part of, if any. What happens within the dialog goes to
 * the bridge; a leg without one answers for itself. Runs on the call's loop.
 */
abstract class CallLeg implements SessionListener {

    final String name;
    final LegMedia media;
    private @Nullable Bridge bridge;

    CallLeg(String name, LegMedia media) {
        this.name = name;
        this.media = media;
    }

    /** The session; there is one from the first moment that anything can be asked of it. */
    abstract Session session();

    /** Joins or leaves a bridge. */
    void bridge(Optional<Bridge> joined) {
        bridge = joined.orElse(null);
    }

    @Override
    public void offered(Offer offer) {
        if (bridge != null) bridge.offered(this, offer);
        else answerForItself(offer);
    }

    @Override
    public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
        if (bridge != null) bridge.modified(this, description, offer);
        else offer.ifPresent(this::answerForItself);
    }

    @Override
    public void refused(Response response) {
        if (bridge != null) bridge.refused(this, response);
    }

    @Override
    public void informed(Request info) {
        if (bridge != null) bridge.informed(this, info);
    }

    @Override
    public void acknowledged(Optional<SessionDescription> answer) {
        if (bridge != null && bridge.acknowledged(this, answer)) return;
        answer.ifPresent(this::hearQuietly);
    }

    private void answerForItself(Offer offer) {
        try {
            if (offer.description().isEmpty()) {
                offer.accept(media.sent().isPresent() ? media.sent().get() : media.offer());
                return;
            }
            SessionDescription answer = media.answer(offer.description().get());
            media.hear(offer.description().get());
            offer.accept(answer);
        } catch (PortsExhaustedException _) {
            offer.reject(Response.SERVER_INTERNAL_ERROR);
        }
    }

    private void hearQuietly(SessionDescription description) {
        try {
            media.hear(description);
        } catch (PortsExhaustedException _) {
            // The peer added a medium in an answer; there is no port for it, and nobody to tell.
        }
    }
}
