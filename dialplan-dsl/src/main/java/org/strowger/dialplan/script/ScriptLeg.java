package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.option.Options;
import org.strowger.dialplan.option.Sounds;
import org.strowger.dialplan.option.Target;

/** Another leg, in a script's own hands. Lives on the call's thread. */
public final class ScriptLeg {

    private final ScriptedCall call;
    private final Leg leg;

    ScriptLeg(ScriptedCall call, Leg leg) {
        this.call = call;
        this.leg = leg;
    }

    Leg leg() {
        return leg;
    }

    /** Who it is. */
    public String getParty() {
        return leg.party();
    }

    /** Plays files to this leg alone. */
    @Check(Sounds.Played.class)
    public ScriptLeg play(String... files) {
        leg.play(List.of(files));
        return this;
    }

    /** Gives its place in the bridge to somebody else, who rings first; then it is hung up. */
    public DialOutcome transferTo(Target target) {
        return transferTo(Map.of(), target);
    }

    /**
     * Gives the leg's place in its bridge to somebody else, who rings while the two go on talking and takes the place
     * by answering; then the leg is hung up. Otherwise all is as it was.
     *
     * <ul>
     *   <li>{@code timeout}: how long it may ring, or {@code unlimited}. Default: 60 seconds.
     * </ul>
     */
    @Check(value = PositiveTime.class, option = "timeout")
    public DialOutcome transferTo(
            @NamedParams(@NamedParam(value = "timeout", type = Duration.class)) Map<String, ?> options, Target target) {
        return leg.transferTo(target.destination(call.number()), Options.of(options));
    }

    /** Hangs it up; the call goes on. */
    public void hangup() {
        leg.hangup();
    }

    @Override
    public String toString() {
        return leg.party();
    }
}
