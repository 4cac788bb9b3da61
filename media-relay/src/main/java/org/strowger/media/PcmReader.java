package org.strowger.media;

import java.io.Closeable;
import java.io.IOException;

/** The audio of a file or a download, decoded piece by piece and mixed to one channel. Blocks on what it reads from; for one thread. */
interface PcmReader extends Closeable {

    /** Samples a second. */
    int rate();

    /**
     * Reads at most so many samples; fewer than asked for only at the end.
     *
     * @return how many; 0 at the end
     * @throws IOException names the file and the remedy
     */
    int read(short[] into, int from, int count) throws IOException;

    /** All that is left, if it is no longer than this; the samples beyond stay unread. */
    default short[] readAll(int most) throws IOException {
        short[] all = new short[Math.min(most, 1 << 15)];
        int length = 0;
        for (; ; ) {
            int got = read(all, length, all.length - length);
            length += got;
            if (length < all.length || length == most) return java.util.Arrays.copyOf(all, length);
            all = java.util.Arrays.copyOf(all, (int) Math.min(most, 2L * all.length));
        }
    }
}
