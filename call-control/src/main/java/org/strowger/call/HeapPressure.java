package org.strowger.call;

/** Whether memory is nearly used up. The collectors that we run keep well below that, so somebody is allocating faster than they collect. */
final class HeapPressure {

    private static final int PERCENT = 92;

    private HeapPressure() {}

    static boolean isHigh() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return used > runtime.maxMemory() / 100 * PERCENT;
    }
}
