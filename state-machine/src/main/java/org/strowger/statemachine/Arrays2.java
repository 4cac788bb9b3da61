package org.strowger.statemachine;

import java.lang.reflect.Array;

/** Typed arrays by example, in one place so that the unchecked casts are too. */
final class Arrays2 {

    private Arrays2() {}

    @SuppressWarnings("unchecked") // the new array has the component type of the example
    static <T> T[] of(T[] example, int length) {
        return (T[]) Array.newInstance(example.getClass().getComponentType(), length);
    }

    static <T> T[] empty(T[] example) {
        return of(example, 0);
    }

    @SuppressWarnings("unchecked") // an array of the example's class
    static <T> T[][] ofArrays(T[] example, int length) {
        return (T[][]) Array.newInstance(example.getClass(), length);
    }
}
