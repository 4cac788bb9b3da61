package org.strowger.call.core;

import java.util.function.Consumer;

/** What a verb asks of the loop is answered here, once. */
public interface Reply<T> {
    void done(T value);

    void failed(RuntimeException why);

    /** Of something that can't fail, for who is no program. */
    static <T> Reply<T> told(Consumer<T> done) {
        return new Reply<>() {
            @Override
            public void done(T value) {
                done.accept(value);
            }

            @Override
            public void failed(RuntimeException why) {
                throw why;
            }
        };
    }
}
