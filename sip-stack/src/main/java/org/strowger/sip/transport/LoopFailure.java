package org.strowger.sip.transport;

import org.slf4j.Logger;

/**
 * Tells of what a task of a loop threw, an {@link Error} too: it is the end of that task, not of the loop, whose other
 * calls had no part in it.
 */
final class LoopFailure {

    private LoopFailure() {}

    /** Told with its stack where that can be done; where memory is short even for that, left alone. */
    static void tell(Logger log, String what, Throwable failure) {
        try {
            log.error(what, failure);
        } catch (RuntimeException | Error _) {
            // Nothing is left to tell it with.
        }
    }
}
