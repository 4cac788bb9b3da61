package org.strowger.audio;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The audio of a file or a download, decoded piece by piece and mixed to one channel. Blocks on what it reads from; for
 * one thread.
 */
public interface PcmReader extends Closeable {

    /** How many samples are read at once. */
    int PIECE = 1 << 16;

    /** Samples a second. */
    int rate();

    /**
     * Reads at most so many samples; fewer than asked for only at the end.
     *
     * @return how many; 0 at the end
     * @throws IOException names the file and the remedy
     */
    int read(short[] into, int from, int count) throws IOException;

    /**
     * All that is left; empty if it is so many samples or more, of which so many were read then. Held in pieces until
     * the end is seen: what turns out to be too long has taken no more memory than is allowed.
     */
    default Optional<short[]> readAll(int most) throws IOException {
        List<short[]> pieces = new ArrayList<>();
        for (int length = 0; length < most; ) {
            short[] piece = new short[Math.min(most - length, PIECE)];
            int got = read(piece, 0, piece.length);
            pieces.add(piece);
            length += got;
            if (got < piece.length) return Optional.of(joined(pieces, length));
        }
        return Optional.empty();
    }

    private static short[] joined(List<short[]> pieces, int length) {
        short[] all = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, Math.min(piece.length, length - at));
            at += piece.length;
        }
        return all;
    }
}
