package org.strowger.audio.sound;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.strowger.audio.PcmReader;
import org.strowger.audio.Unplayable;

/**
 * Reads Opus in Ogg (RFC 7845): mono and stereo, mixed to one channel of 48 kHz. A packet that can't be decoded is
 * silence.
 */
final class OggOpusReader implements PcmReader {

    /** An Opus packet holds at most 120 ms (RFC 6716 §3.2.5). */
    private static final int MOST_SAMPLES = 5760;

    private static final int RATE = 48_000;

    private final String name;
    private final OggReader ogg;
    private final OpusDecoder decoder;
    private final int channels;
    private final short[] decoded;
    private int length;
    private int position;
    private int toSkip;
    private long granule;
    private int lastLength = 960;

    private OggOpusReader(String name, OggReader ogg, ByteBuffer head) throws IOException {
        this.name = name;
        this.ogg = ogg;
        this.channels = head.get(9);
        this.toSkip = head.getShort(10) & 0xFFFF;
        this.decoded = new short[MOST_SAMPLES * channels];
        try {
            decoder = new OpusDecoder(RATE, channels);
            decoder.setGain(head.getShort(16));
        } catch (OpusException | RuntimeException e) {
            throw Unplayable.because(name, "its Opus header is damaged");
        }
    }

    /** A reader that stands at the first sample. */
    static OggOpusReader open(String name, InputStream in) throws IOException {
        OggReader ogg = new OggReader(in);
        byte[] first = ogg.next();
        if (first == null || first.length < 19 || !startsWith(first, "OpusHead"))
            throw Unplayable.because(name, "an Ogg file that does not hold Opus");
        ByteBuffer head = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        boolean simple = head.get(18) == 0 && (head.get(9) == 1 || head.get(9) == 2);
        if (!simple || (head.get(8) & 0xF0) != 0)
            throw Unplayable.because(name, "Opus of more than two channels, or of a version to come");
        ogg.next(); // comments (§5.2)
        return new OggOpusReader(name, ogg, head);
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return new String(bytes, 0, text.length(), StandardCharsets.US_ASCII).equals(text);
    }

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public int read(short[] into, int from, int count) throws IOException {
        int done = 0;
        while (done < count && (position < length || decodeNext())) {
            int now = Math.min(count - done, length - position);
            System.arraycopy(decoded, position, into, from + done, now);
            position += now;
            done += now;
        }
        return done;
    }

    private boolean decodeNext() throws IOException {
        for (byte[] packet = ogg.next(); packet != null; packet = ogg.next()) {
            int samples = decode(packet);
            granule += samples;
            // §4.4: the last page may say that the stream ends within its last packet.
            int kept = ogg.isLast() && ogg.granule() >= 0
                    ? Math.clamp(samples - (granule - ogg.granule()), 0, samples)
                    : samples;
            int skipped = Math.min(toSkip, kept);
            toSkip -= skipped;
            mix(skipped, kept);
            if (position < length) return true;
        }
        return false;
    }

    private int decode(byte[] packet) {
        try {
            lastLength = decoder.decode(packet, 0, packet.length, decoded, 0, MOST_SAMPLES, false);
            return lastLength;
        } catch (OpusException | RuntimeException e) { // the decoder trusts what it reads
            Arrays.fill(decoded, (short) 0);
            return lastLength;
        }
    }

    /** In place. */
    private void mix(int from, int to) {
        position = from;
        length = to;
        if (channels == 1) return;
        for (int i = from; i < to; i++) decoded[i] = (short) ((decoded[2 * i] + decoded[2 * i + 1]) / 2);
    }

    @Override
    public void close() throws IOException {
        ogg.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
