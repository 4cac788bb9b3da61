package org.strowger.sdp;

/**
 * How much a description may hold. RFC 8866 knows no limits; these are several times what phones, carriers and browsers
 * write, and small enough that nothing that is done with a description costs more than it is worth. What is beyond them
 * can't be read ({@link SessionDescription.Parsed.Malformed}), which a peer is told by 488 with a Warning.
 */
public final class SdpLimits {

    /** Octets of a description. */
    public static final int OCTETS = 32_768;

    /** Characters of a line, without its end. */
    public static final int LINE_LENGTH = 4096;

    /** {@code m=} lines of a description. */
    public static final int MEDIA = 32;

    /** Formats of an {@code m=} line: as many as there are payload types. */
    public static final int FORMATS = 128;

    /** Attributes at session level, and of each medium. */
    public static final int ATTRIBUTES = 256;

    /** {@code a=crypto} lines of a medium. */
    public static final int CRYPTO = 16;

    /** Lines of other types at session level, and of each medium. */
    public static final int OTHER_LINES = 64;

    private SdpLimits() {}
}
