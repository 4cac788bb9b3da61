package org.strowger.sdp;

import java.util.Optional;

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

    /** Checks ranges and refuses line breaks. */
    public Codec {
        if (payloadType < 0 || payloadType > 127)
            throw new IllegalArgumentException("a payload type is 0 to 127: " + payloadType);
        if (clockRate < 1 || channels < 1)
            throw new IllegalArgumentException("clock rate and channels are 1 or more: " + clockRate + "/" + channels);
        Lines.requireOneLine(name);
        Lines.requireOneLine(parameters);
    }

    /** Whether both name the same format, whatever their payload types and parameters. */
    public boolean sameFormat(Codec other) {
        return name.equalsIgnoreCase(other.name) && clockRate == other.clockRate && channels == other.channels;
    }

    /** Whether this is telephone-event (RFC 4733). */
    public boolean isTelephoneEvent() {
        return name.equalsIgnoreCase("telephone-event");
    }

    /** Whether this is comfort noise (RFC 3389). */
    public boolean isComfortNoise() {
        return name.equalsIgnoreCase("CN");
    }

    /** The value of its {@code a=rtpmap}. */
    public String rtpmap() {
        return payloadType + " " + name + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }

    /** From the rest of an {@code a=rtpmap} after the payload type, such as {@code opus/48000/2}. */
    static Optional<Codec> of(int payloadType, String mapping, String parameters) {
        String[] parts = mapping.strip().split("/", -1);
        if (parts.length < 2 || parts[0].isEmpty()) return Optional.empty();
        int clockRate = Lines.number(parts[1].strip(), Integer.MAX_VALUE);
        int channels = parts.length > 2 ? Lines.number(parts[2].strip(), 255) : 1;
        if (clockRate < 1) return Optional.empty();
        return Optional.of(
                new Codec(payloadType, Lines.common(parts[0]), clockRate, Math.max(1, channels), parameters));
    }
}
