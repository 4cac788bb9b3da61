package org.strowger.dialplan.script;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Callbacks of the plan, in file order. */
public record Callbacks(
        List<Callback> onStart,
        List<Callback> onAnswer,
        List<Callback> onReinvite,
        List<Callback> onEnd,
        List<Callback> onFault,
        Heard heard) {

    /** A callback of the plan; an empty context is every context. */
    public record Callback(String context, Closure<?> action) {
        /** Whether calls of a context are to have it. */
        boolean isIn(String entered) {
            return context.isEmpty() || context.equals(entered);
        }
    }

    /** A callback for a silence of this length. */
    public record OnSilence(Duration length, Callback callback) {}

    /** Callbacks for what is heard of callers, in file order. */
    public record Heard(
            List<Callback> onDtmf, List<OnSilence> onSilence, List<Callback> onMediaTimeout, List<Callback> onTone) {
        public Heard {
            onDtmf = List.copyOf(onDtmf);
            onSilence = List.copyOf(onSilence);
            onMediaTimeout = List.copyOf(onMediaTimeout);
            onTone = List.copyOf(onTone);
        }
    }

    public Callbacks {
        onStart = List.copyOf(onStart);
        onAnswer = List.copyOf(onAnswer);
        onReinvite = List.copyOf(onReinvite);
        onEnd = List.copyOf(onEnd);
        onFault = List.copyOf(onFault);
    }

    /** What is done when the script of a call in this context fails: the context's own, else the plan's. */
    public Optional<Closure<?>> fallback(String context) {
        return onFault.stream()
                .filter(callback -> callback.context().equals(context))
                .findFirst()
                .or(() -> onFault.stream()
                        .filter(callback -> callback.context().isEmpty())
                        .findFirst())
                .map(Callback::action);
    }

    public static List<Closure<?>> in(String context, List<Callback> all) {
        if (all.isEmpty()) return List.of();
        return all.stream()
                .filter(callback -> callback.isIn(context))
                .<Closure<?>>map(Callback::action)
                .toList();
    }
}
