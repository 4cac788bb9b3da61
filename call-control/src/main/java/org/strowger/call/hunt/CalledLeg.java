package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;

/** A leg that is called, with its call and what it is called for. */
public record CalledLeg(HuntContext call, CalleeLeg leg, Target target) {

    /** By whose rights it comes back to us as a call of its own, if it is meant to. */
    public Optional<OnBehalf> dialler() {
        return target.isInward() ? Optional.of(target.rights()) : Optional.empty();
    }

    /** The account that has transferred a call to where this leg leads. */
    public Optional<String> referrer() {
        return target.way() == Target.Way.TRANSFERRED ? target.rights().account() : Optional.empty();
    }
}
