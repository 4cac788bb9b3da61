package org.strowger.rtp;

/** Which of the free ports a call's media may take. */
public enum PortClaim {
    /** All but the last {@link MediaPorts#reserve}. */
    ORDINARY,
    /** All: the reserve is kept for such calls alone. */
    EMERGENCY
}
