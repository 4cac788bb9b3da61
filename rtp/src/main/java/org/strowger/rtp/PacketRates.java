package org.strowger.rtp;

/**
 * How many packets of its peer a port of a stream takes a second, and as many at once after a pause; what is more is
 * dropped before it is decrypted. Far above what anybody has to say: audio comes in 50 packets a second, seldom in 200.
 *
 * @param audio of a line of audio, 1 to {@link #MOST}
 * @param other of any other line, 1 to {@link #MOST}: 5,000 are about 48 Mbit/s of video
 */
public record PacketRates(int audio, int other) {

    /** One each nanosecond, which nobody reaches. */
    public static final int MOST = 1_000_000_000;

    /** Where nothing else is asked for. */
    public static final PacketRates DEFAULT = new PacketRates(1_000, 5_000);

    /** For those who measure how fast we are. */
    public static final PacketRates UNBOUNDED = new PacketRates(MOST, MOST);

    /** Checks the ranges. */
    public PacketRates {
        if (audio < 1 || other < 1 || audio > MOST || other > MOST)
            throw new IllegalArgumentException(audio + " and " + other + " packets a second; 1 to " + MOST);
    }
}
