package org.strowger.call.hunt;

/** Whether a call that was to be picked up has been. */
public enum PickupOutcome {
    TAKEN,
    /** Somebody else has it, or it is over. */
    TOO_LATE,
    /** There is no port for the two to speak by: it waits or rings on. */
    NO_PORT
}
