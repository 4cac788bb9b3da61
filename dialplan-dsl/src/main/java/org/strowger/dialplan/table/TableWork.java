package org.strowger.dialplan.table;

import java.util.function.Supplier;

/**
 * What a script asks of a table, for a thread that may wait, and how an explanation names it.
 *
 * @param text such as {@code forwards['1001']}
 */
public record TableWork<T>(String text, Supplier<T> work) implements Supplier<T> {

    @Override
    public T get() {
        return work.get();
    }
}
