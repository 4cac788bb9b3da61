package org.strowger.media;

/**
 * How a room mixes.
 *
 * @param talkers how many are heard at once on one media loop, the loudest ones: 1 to 50
 * @param highestRate at which it mixes at most, Hz: 8000, 16000 or 48000; the members' codecs decide below that
 */
public record RoomSettings(int talkers, int highestRate) {

    /** The five loudest are heard at once, at up to 48 kHz. */
    public static final RoomSettings USUAL = new RoomSettings(5, 48_000);

    /** Checks the ranges. */
    public RoomSettings {
        if (talkers < 1 || talkers > 50) throw new IllegalArgumentException("1 to 50 may talk at once");
        if (highestRate != 8000 && highestRate != 16_000 && highestRate != 48_000)
            throw new IllegalArgumentException("a room mixes at 8000, 16000 or 48000 Hz");
    }
}
