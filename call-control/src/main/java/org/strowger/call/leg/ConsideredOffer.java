package org.strowger.call.leg;

import java.util.Optional;
import org.strowger.call.OfferedChange;
import org.strowger.dialog.Offer;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;

/** An offer in the hands of the program, before anybody else sees it. On the call's thread. */
public final class ConsideredOffer implements OfferedChange {

    private final String leg;
    private final Optional<SessionDescription> description;
    private Optional<Integer> refusal = Optional.empty();

    public ConsideredOffer(String leg, Offer offer) {
        this.leg = leg;
        this.description = offer.description();
    }

    /** The status that it is refused with, if it is. */
    public Optional<Integer> refusal() {
        return refusal;
    }

    @Override
    public boolean hasVideo() {
        return description.stream()
                .flatMap(all -> all.media().stream())
                .anyMatch(medium -> medium.isActive() && medium.type().equals("video"));
    }

    @Override
    public boolean isHold() {
        return description
                .filter(all -> all.media().stream()
                        .allMatch(medium -> all.directionOf(medium) == Direction.SENDONLY
                                || all.directionOf(medium) == Direction.INACTIVE))
                .isPresent();
    }

    @Override
    public String leg() {
        return leg;
    }

    @Override
    public void reject(int status) {
        if (status < 400 || status > 699)
            throw new IllegalArgumentException("reject(" + status + "): an offer is refused with 400 to 699");
        if (refusal.isEmpty()) refusal = Optional.of(status);
    }
}
