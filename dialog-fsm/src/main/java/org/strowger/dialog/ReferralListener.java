package org.strowger.dialog;

/** Told what becomes of a REFER of ours, on its loop. */
public interface ReferralListener {

    /** The peer tells a provisional status of the new call. */
    default void progressed(int status) {}

    /** The peer tells how the new call went; once, and nothing else after it. 202 if it did not say. */
    void finished(int status);

    /**
     * The peer does not do it: its status, 408 if it fell silent, 487 if the session ended first; once, and nothing
     * else after it.
     */
    void refused(int status);
}
