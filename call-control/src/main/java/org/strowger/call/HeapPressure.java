package org.strowger.call;

/** Whether memory is being used up. The collector that we run keeps to half of it, so somebody is allocating faster than it collects. */
final class HeapPressure {

    private static final int PERCENT = 75;

    private HeapPressure() {}

    static boolean isHigh() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return used > runtime.maxMemory() / 100 * PERCENT;
    }
}
