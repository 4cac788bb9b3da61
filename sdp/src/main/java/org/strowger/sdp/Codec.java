package org.strowger.sdp;

/**
 * An RTP payload format as a media description names it.
 *
 * @param payloadType 0 to 127
 * @param name encoding name, compared without case
 * @param clockRate of the RTP timestamp, Hz
 * @param channels 1 where none is written
 * @param parameters of {@code a=fmtp}, empty if there are none
 */
public record Codec(int payloadType, String name, int clockRate, int channels, String parameters) {

    /** PCMU, static payload type 0. */
    public static final Codec PCMU = new Codec(0, "PCMU", 8000, 1, "");

    /** PCMA, static payload type 8. */
    public static final Codec PCMA = new Codec(8, "PCMA", 8000, 1, "");

    /** Whether both name the same format, whatever their payload types and parameters. */
    public boolean sameFormat(Codec other) {
        return name.equalsIgnoreCase(other.name) && clockRate == other.clockRate && channels == other.channels;
    }

    /** Whether this is telephone-event (RFC 4733). */
    public boolean isTelephoneEvent() {
        return name.equalsIgnoreCase("telephone-event");
    }
}
