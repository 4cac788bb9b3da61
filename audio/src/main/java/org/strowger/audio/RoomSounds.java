package org.strowger.audio;

import java.util.Arrays;

/** What members of a room are told without words. */
public final class RoomSounds {

    private static final int RATE = 8000;

    /** -26 dBm0: beside what is said, not over it. */
    private static final double LEVEL = -26;

    private static final short[] ENTERED = notes(523, 784);
    private static final short[] LEFT = notes(784, 523);
    private static final short[] WAITING = Arrays.copyOf(notes(440, 440), 5 * RATE);

    private RoomSounds() {}

    /** Two notes up: somebody has come. */
    public static AudioSource entered() {
        return new Notes(ENTERED, Times.ONCE);
    }

    /** Two notes down: somebody has left. */
    public static AudioSource left() {
        return new Notes(LEFT, Times.ONCE);
    }

    /** A soft note each five seconds, without end: it has not begun. */
    public static AudioSource waiting() {
        return new Notes(WAITING, Times.FOR_EVER);
    }

    private static short[] notes(int first, int second) {
        int length = RATE / 8;
        short[] pcm = new short[2 * length];
        double peak = DtmfTone.peak(LEVEL);
        for (int i = 0; i < pcm.length; i++) {
            int hertz = i < length ? first : second;
            double shape = Math.sin(Math.PI * (i % length) / length);
            pcm[i] = (short) Math.round(peak * shape * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return pcm;
    }

    private enum Times {
        ONCE,
        FOR_EVER
    }

    private static final class Notes implements AudioSource {
        private final short[] pcm;
        private final Times times;
        private int position;

        Notes(short[] pcm, Times times) {
            this.pcm = pcm;
            this.times = times;
        }

        @Override
        public int rate() {
            return RATE;
        }

        @Override
        public int read(short[] frame) {
            if (position >= pcm.length) {
                if (times == Times.ONCE) return OVER;
                position = 0;
            }
            int count = Math.min(Frames.samples(RATE), pcm.length - position);
            System.arraycopy(pcm, position, frame, 0, count);
            position += count;
            return count;
        }
    }
}
