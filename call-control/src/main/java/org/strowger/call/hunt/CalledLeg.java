package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.directory.Trunk;

/**
 * A leg that is called, with its call and what it is called for.
 *
 * @param rights by which it is called
 * @param way where it leads
 */
public record CalledLeg(HuntContext call, CalleeLeg leg, OnBehalf rights, Target.Way way) {

    /** By whose rights it comes back to us as a call of its own, if it is meant to. */
    public Optional<OnBehalf> dialler() {
        return way != Target.Way.OUT ? Optional.of(rights) : Optional.empty();
    }

    /** The trunk that it leads to. */
    public Optional<String> trunk() {
        return way == Target.Way.OUT ? rights.trunk().map(Trunk::name) : Optional.empty();
    }

    /** The account that has transferred a call to where this leg leads. */
    public Optional<String> referrer() {
        return way == Target.Way.TRANSFERRED ? rights.account() : Optional.empty();
    }
}
