package org.strowger.dialplan.script;

import org.strowger.call.Destination;
import org.strowger.dialplan.option.Target;

/**
 * A trunk in a script: {@code trunk('carrier-a').to('+15550001111')}; without a number, it is dialled the number that
 * the caller dialled.
 */
public final class TrunkLine implements Target, Guard {

    private final String name;

    TrunkLine(String name) {
        this.name = name;
    }

    /** This number at the trunk. */
    public Target to(String number) {
        return _ -> new Destination.Trunk(name, number);
    }

    /** As a policy: whether the call came from it. */
    @Override
    public boolean allows(ScriptedCall call) {
        return call.isFrom(name);
    }

    @Override
    public Destination destination(String dialled) {
        return new Destination.Trunk(name, dialled);
    }
}
