package org.strowger.dialplan.script;

/** What compiled scripts call wherever they may come by for ever; not for plans themselves. */
public final class Interruption {

    private Interruption() {}

    /**
     * Ends a script whose thread was interrupted.
     *
     * @throws InterruptedException if it was; the thread's interrupt status stays set
     */
    public static void check() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) throw new InterruptedException("the script was interrupted");
    }
}
