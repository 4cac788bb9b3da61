package org.strowger.rtp;

/** No port pair is free. */
public final class PortsExhaustedException extends Exception {

    private static final long serialVersionUID = 1;

    /** Names the range. */
    public PortsExhaustedException(String message) {
        super(message);
    }
}
