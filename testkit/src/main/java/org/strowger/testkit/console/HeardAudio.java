package org.strowger.testkit.console;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioDecoder;
import org.strowger.sdp.Codec;

/** What a phone on real sockets hears, each packet where its timestamp puts it. Runs on the phone's loop. */
final class HeardAudio {

    private static final int HEADER = 12;
    /** Longer leaps are a new stream, not a gap. */
    private static final int LONGEST_GAP = 8000 * 60;

    private static final int LARGEST = 960;

    private Codec codec = Codec.PCMU;
    private @Nullable AudioDecoder decoder;
    private short[] samples = new short[1 << 16];
    private int length;
    private int base;
    private int ssrc;
    private long packets;
    private double level;

    void agreed(Codec audio) {
        codec = audio;
        decoder = AudioCodecs.of(audio).orElseThrow().decoder(audio);
    }

    void hear(byte[] datagram, int size) {
        AudioDecoder open = decoder;
        if (open == null || size < HEADER || (datagram[0] & 0xC0) != 0x80) return;
        int from = HEADER + 4 * (datagram[0] & 0x0F);
        if ((datagram[1] & 0x7F) != codec.payloadType() || (datagram[0] & 0x10) != 0 || from >= size) return;
        ByteBuffer header = ByteBuffer.wrap(datagram);
        short[] pcm = new short[LARGEST * 6];
        int count = open.decode(datagram, from, size - from, pcm);
        if (count > 0) place(pcm, count, header.getInt(4), header.getInt(8));
    }

    private void place(short[] pcm, int count, int timestamp, int source) {
        int at = timestamp - base;
        if (packets++ == 0 || source != ssrc || at < 0 || at > length + LONGEST_GAP) {
            base = timestamp - length;
            ssrc = source;
            at = length;
        }
        if (at + count > samples.length) samples = Arrays.copyOf(samples, Math.max(at + count, 2 * samples.length));
        System.arraycopy(pcm, 0, samples, at, count);
        length = Math.max(length, at + count);
        level = org.strowger.audio.Tone.level(Arrays.copyOf(pcm, count));
    }

    long packets() {
        return packets;
    }

    /** The root mean square of the last packet. */
    double level() {
        return level;
    }

    short[] all() {
        return Arrays.copyOf(samples, length);
    }
}
