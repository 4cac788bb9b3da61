package org.strowger.webrtc;

/** Who we are in a handshake. */
public enum DtlsRole {
    /** The peer begins: {@code a=setup:passive} of ours (RFC 5763 §5). */
    SERVER,
    /** We begin: {@code a=setup:active} of ours. */
    CLIENT
}
