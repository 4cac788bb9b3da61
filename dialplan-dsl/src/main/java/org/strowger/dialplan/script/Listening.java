package org.strowger.dialplan.script;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.strowger.call.CallProgram.MediaLoss;
import org.strowger.call.event.MachineTone;

/**
 * What a script wants to hear of its caller while the call lasts: the plan's callbacks and the route's. Lives on the
 * call's thread.
 */
public final class Listening {

    private record Silence(Duration length, Closure<?> action) {}

    private final ScriptedCall call;
    private final List<Closure<?>> digits = new ArrayList<>();
    private final List<Closure<?>> tones = new ArrayList<>();
    private final List<Closure<?>> losses = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();

    Listening(ScriptedCall call) {
        this.call = call;
    }

    /** Begins with the plan's callbacks. */
    public void begin(Callbacks.Heard plan, String context) {
        Callbacks.in(context, plan.onDtmf()).forEach(this::onDtmf);
        Callbacks.in(context, plan.onTone()).forEach(this::onTone);
        Callbacks.in(context, plan.onMediaTimeout()).forEach(this::onMediaTimeout);
        plan.onSilence().stream()
                .filter(silence -> silence.callback().isIn(context))
                .forEach(silence ->
                        onSilence(silence.length(), silence.callback().action()));
    }

    void onDtmf(Closure<?> action) {
        if (digits.isEmpty()) call.acting().listenForDigits();
        digits.add(action);
    }

    void onTone(Closure<?> action) {
        if (tones.isEmpty()) call.acting().listenForTones();
        tones.add(action);
    }

    void onMediaTimeout(Closure<?> action) {
        losses.add(action);
    }

    void onSilence(Duration length, Closure<?> action) {
        if (length.isNegative() || length.isZero())
            throw new IllegalArgumentException("onSilence wants to know how long, such as 3.seconds");
        if (silences.stream().noneMatch(known -> known.length().equals(length)))
            call.acting().listenForSilence(length);
        silences.add(new Silence(length, action));
    }

    public void pressed(char digit) {
        for (Closure<?> action : List.copyOf(digits)) call.run(action, String.valueOf(digit));
    }

    public void heardTone(MachineTone tone) {
        for (Closure<?> action : List.copyOf(tones)) call.run(action, tone);
    }

    public void fellSilent(Duration length) {
        for (Silence silence : List.copyOf(silences)) if (silence.length().equals(length)) call.run(silence.action());
    }

    public MediaLoss mediaTimedOut() {
        for (Closure<?> action : List.copyOf(losses)) call.run(action);
        return losses.isEmpty() ? MediaLoss.END : MediaLoss.GO_ON;
    }
}
