package org.strowger.dialog.subscription;

import org.strowger.statemachine.Base;

/** The lengths from which the timers of a subscription are made. */
enum NotifierTime implements Base {
    /** As long as was granted. */
    GRANTED,
    /** How long after a NOTIFY the next one has to wait, where so many have been sent that it has to. */
    GAP,
    /** What the subscriber has asked for by Retry-After. */
    RETRY_AFTER
}
