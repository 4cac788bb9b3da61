package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;
import org.strowger.call.Talk;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.option.Durations;

/** Two legs that a script has let hear each other. Lives on the call's thread. */
public final class ScriptTalk {

    private final ScriptedCall call;
    private final Talk talk;

    ScriptTalk(ScriptedCall call, Talk talk) {
        this.call = call;
        this.talk = talk;
    }

    /** Does this when one of the two presses these digits. */
    public ScriptTalk on(
            String digits, @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        talk.on(digits, () -> call.run(action));
        return this;
    }

    /** Ends it after this time. */
    @Check(PositiveTime.class)
    public ScriptTalk limit(Duration length) {
        if (!length.equals(Durations.UNLIMITED)) talk.limit(length);
        return this;
    }

    /** Waits until one of the two has left; answers how long they talked. */
    public Duration await() {
        return talk.await();
    }
}
