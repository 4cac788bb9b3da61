package org.strowger.sip;

import java.nio.ByteBuffer;
import org.strowger.sip.wire.Ascii;

/** What the first octets of a datagram say: all that is looked at before it is clear that it is worth reading. */
public enum Opening {
    /** A status line (RFC 3261 §7.2): what we have asked for ourselves, from whomever it comes. */
    RESPONSE,
    /** That of a call, or within one. */
    INVITE,
    /** All else. */
    OTHER;

    /** "SIP/2.0 ". */
    private static final long STATUS_LINE = 0x5349502f322e3020L;
    /** "INVITE ". */
    private static final long INVITE_LINE = 0x494e5649544520L;

    /** Of the octets that the buffer holds, which stay in it; white space in front says nothing. */
    public static Opening of(ByteBuffer datagram) {
        int start = datagram.position();
        while (start < datagram.limit() && Ascii.isSpace(datagram.get(start))) start++;
        if (datagram.limit() - start < Long.BYTES) return OTHER;
        long first = datagram.getLong(start);
        if (first == STATUS_LINE) return RESPONSE;
        return first >>> Byte.SIZE == INVITE_LINE ? INVITE : OTHER;
    }
}
