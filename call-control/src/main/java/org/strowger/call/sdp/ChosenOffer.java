package org.strowger.call.sdp;

import java.util.Optional;
import org.strowger.dialog.Offer;
import org.strowger.sdp.SessionDescription;

/** A leg's offer with but one of the lines between which it leaves us the choice. */
public record ChosenOffer(Offer made, Optional<SessionDescription> description) implements Offer {

    /** As the leg's policy has it. */
    public static Offer of(Offer made, LegMedia media) {
        return new ChosenOffer(made, made.description().map(media::chosen));
    }

    @Override
    public void accept(SessionDescription answer) {
        made.accept(answer);
    }

    @Override
    public void reject(int status) {
        made.reject(status);
    }
}
