package org.strowger.call.sound;

import org.strowger.audio.AudioSource;

/**
 * The tone of who is on hold where there is no music: two soft beeps each ten seconds, without end. For one listener.
 */
public final class HoldTone implements AudioSource {

    private static final int RATE = 8000;
    private static final int FRAME = RATE / 50;
    private static final int BEEP = RATE / 5;
    private static final int PERIOD = 10 * RATE;
    private static final double STEP = 2 * Math.PI * 425 / RATE;
    private static final double LEVEL = 1200;

    private int at;

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public int read(short[] pcm) {
        for (int i = 0; i < FRAME; i++, at++) {
            boolean beeps = at < BEEP || (at >= 2 * BEEP && at < 3 * BEEP);
            pcm[i] = beeps ? (short) (LEVEL * Math.sin(STEP * at)) : 0;
        }
        at %= PERIOD;
        return FRAME;
    }
}
