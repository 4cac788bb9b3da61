package org.strowger.dialplan;

import java.time.Duration;
import java.util.function.Supplier;
import org.strowger.call.Call;

/** A call whose verbs are written down and do nothing else. */
interface WrittenVerbs extends Call {

    /** Writes this down, unless the call is over. */
    void does(String verb);

    /** Writes this down, over or not. */
    void writes(String verb);

    @Override
    default <T> T elsewhere(Duration atMost, Supplier<T> work) {
        return work.get();
    }

    @Override
    default void waitFor(Duration time) {
        does("wait " + time);
    }

    @Override
    default void owns(AutoCloseable held) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void alarm(Duration delay, Runnable task) {}

    @Override
    default void talkLimit(Duration sinceAnswer, String why) {}

    @Override
    default Duration talked() {
        return Duration.ZERO;
    }

    @Override
    default Duration duration() {
        return Duration.ofSeconds(7);
    }
}
