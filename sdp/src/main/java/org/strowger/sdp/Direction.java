package org.strowger.sdp;

import java.util.Locale;

/** Which way media flows, as its sender sees it (RFC 8866 §6.7). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The direction of these two bits. */
    public static Direction of(boolean sends, boolean receives) {
        if (sends) return receives ? SENDRECV : SENDONLY;
        return receives ? RECVONLY : INACTIVE;
    }

    /** Whether the one who says so sends. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the one who says so receives. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /** The same flow as the other side sees it. */
    public Direction reversed() {
        return of(receives(), sends());
    }

    /** What both allow, where {@code other} is in our own view. */
    public Direction and(Direction other) {
        return of(sends() && other.sends(), receives() && other.receives());
    }

    /** As the attribute is written. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
