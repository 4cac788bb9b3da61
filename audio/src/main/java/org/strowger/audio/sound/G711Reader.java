package org.strowger.audio.sound;

import java.io.IOException;
import java.io.InputStream;
import org.strowger.audio.PcmReader;
import org.strowger.audio.codec.G711;

/** Reads G.711 without any header: 8 kHz, one channel, of the law that the file's name tells. */
final class G711Reader implements PcmReader {

    private final G711 law;
    private final InputStream in;
    private final byte[] block = new byte[4096];

    G711Reader(G711 law, InputStream in) {
        this.law = law;
        this.in = in;
    }

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public int read(short[] into, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int got = in.readNBytes(block, 0, Math.min(block.length, count - done));
            for (int i = 0; i < got; i++) into[from + done + i] = law.decode(block[i]);
            done += got;
            if (got == 0) break;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
