package org.strowger.rtp;

/** All pairs of ports that this call may take are in use. */
public final class PortsExhaustedException extends Exception {

    private static final long serialVersionUID = 1;

    /** Names the range. */
    public PortsExhaustedException(String message) {
        super(message);
    }
}
