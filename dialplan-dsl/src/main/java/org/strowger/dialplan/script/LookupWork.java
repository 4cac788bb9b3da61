package org.strowger.dialplan.script;

import java.util.function.Supplier;

/**
 * A lookup, for a thread that may wait.
 *
 * @param text what is asked, for people
 */
public record LookupWork<T>(String text, Supplier<T> work) implements Supplier<T> {

    @Override
    public T get() {
        return work.get();
    }
}
