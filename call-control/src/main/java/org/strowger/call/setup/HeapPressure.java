package org.strowger.call.setup;

/** Whether memory is being used up. */
@FunctionalInterface
public interface HeapPressure {

    /**
     * That of this process: three quarters of its heap are in use. The collector that we run keeps to half of it, so
     * somebody is allocating faster than it collects.
     */
    HeapPressure OF_THE_PROCESS = () -> {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return used > runtime.maxMemory() / 4 * 3;
    };

    /** Asked many times a second, on any loop. */
    boolean isHigh();
}
