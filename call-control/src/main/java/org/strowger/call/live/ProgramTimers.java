package org.strowger.call.live;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.call.EndCause;
import org.strowger.call.core.CallContext;
import org.strowger.statemachine.Timeout;

/**
 * The timers that a call's program has asked for: alarms, and the limit of what it may talk. Runs on the call's loop.
 */
public final class ProgramTimers implements AutoCloseable {

    private record TalkLimit(Duration sinceAnswer, String why) {}

    private final CallContext call;
    private Set<Alarm> alarms = Collections.emptySet();
    private @Nullable TalkLimit limit;
    private Timeout limiting = Timeout.NONE;

    ProgramTimers(CallContext call) {
        this.call = call;
    }

    public void alarm(Duration delay, Runnable due) {
        Alarm alarm = new Alarm();
        if (alarms.isEmpty()) alarms = new LinkedHashSet<>();
        alarms.add(alarm);
        alarm.waiting = call.after(delay, () -> {
            alarms.remove(alarm);
            due.run();
        });
    }

    public void talkLimit(Duration sinceAnswer, String why) {
        limit = new TalkLimit(sinceAnswer, why);
        if (call.isAnswered()) answered();
    }

    /** The caller is answered: from now on the limit runs. */
    void answered() {
        TalkLimit set = limit;
        if (set == null) return;
        limiting.cancel();
        Duration left = set.sinceAnswer().minus(call.talked());
        limiting = call.after(left.isNegative() ? Duration.ZERO : left, () -> call.end(new EndCause.CutOff(set.why())));
    }

    @Override
    public void close() {
        limiting.cancel();
        for (Alarm alarm : alarms) alarm.waiting.cancel();
        alarms.clear();
    }

    private static final class Alarm {
        private Timeout waiting = Timeout.NONE;
    }
}
