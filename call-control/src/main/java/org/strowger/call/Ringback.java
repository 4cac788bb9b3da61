package org.strowger.call;

import org.strowger.media.AudioSource;

/** The ringing that one hears who is in a call already: 425 Hz, a second on and four off (ITU-T E.180), without end. For one listener. */
final class Ringback implements AudioSource {

    private static final int RATE = 8000;
    private static final int FRAME = RATE / 50;
    private static final int ON = RATE;
    private static final int PERIOD = 5 * RATE;
    private static final double STEP = 2 * Math.PI * 425 / RATE;
    /** −16 dBm0 or so: as loud as exchanges ring. */
    private static final double LEVEL = 3500;

    private int at;

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public int read(short[] pcm) {
        for (int i = 0; i < FRAME; i++, at++)
            pcm[i] = at % PERIOD < ON ? (short) (LEVEL * Math.sin(STEP * (at % PERIOD))) : 0;
        at %= PERIOD;
        return FRAME;
    }
}
