package org.strowger.audio.sound;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes Opus in Ogg (RFC 7845), 20 ms a packet, 20 kbit/s a channel; a page at least each time it is to {@link
 * #settle}.
 */
public final class OggOpusWriter implements AudioWriter {

    private static final int BITRATE = 20_000;
    private static final int COMPLEXITY = 3;
    private static final int MOST_OCTETS = 1275;

    private final FileChannel file;
    private final OggWriter ogg;
    private final OpusEncoder encoder;
    private final int channels;
    private final int frame;
    private final int granulesPerSample;
    private final int preSkip;
    private final short[] pending;
    private final byte[] packet = new byte[MOST_OCTETS];
    private int filled;
    private long written;
    private long encoded;

    public OggOpusWriter(Path path, int rate, int channels) throws IOException {
        this.channels = channels;
        this.frame = rate / 50;
        this.granulesPerSample = 48_000 / rate;
        this.pending = new short[frame * channels];
        this.encoder = encoder(path, rate, channels);
        this.preSkip = encoder.getLookahead() * granulesPerSample;
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.ogg = new OggWriter(file, path.hashCode());
        try {
            page(head(rate), OggWriter.Place.FIRST);
            page(tags(), OggWriter.Place.MIDDLE);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static OpusEncoder encoder(Path path, int rate, int channels) throws IOException {
        try {
            OpusEncoder encoder = new OpusEncoder(rate, channels, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITRATE * channels);
            encoder.setComplexity(COMPLEXITY);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            return encoder;
        } catch (OpusException e) {
            throw new IOException(path + ": Opus has no rate of " + rate + " Hz", e);
        }
    }

    private void page(byte[] content, OggWriter.Place place) throws IOException {
        ogg.add(content, content.length);
        ogg.flush(place, 0);
    }

    // §5.1.
    private byte[] head(int rate) {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) preSkip)
                .putInt(rate)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }

    // §5.2.
    private static byte[] tags() {
        byte[] vendor = "Strowger".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + 4 + vendor.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }

    @Override
    public void write(short[] interleaved, int frames) throws IOException {
        int samples = frames * channels;
        for (int done = 0; done < samples; ) {
            int now = Math.min(samples - done, pending.length - filled);
            System.arraycopy(interleaved, done, pending, filled, now);
            done += now;
            filled += now;
            if (filled == pending.length) encode();
        }
        written += frames;
    }

    private void encode() throws IOException {
        int size;
        try {
            size = encoder.encode(pending, 0, frame, packet, 0, packet.length);
        } catch (OpusException | RuntimeException e) {
            throw new IOException("a frame can't be encoded: " + e.getMessage(), e);
        }
        if (!ogg.hasRoomFor(size)) ogg.flush(OggWriter.Place.MIDDLE, encoded * granulesPerSample);
        ogg.add(packet, size);
        encoded += frame;
        filled = 0;
    }

    @Override
    public void settle() throws IOException {
        if (!ogg.isEmpty()) ogg.flush(OggWriter.Place.MIDDLE, encoded * granulesPerSample);
    }

    /**
     * The last page tells where within its last packet the sound ends; the decoder's delay is made up for by silence.
     */
    @Override
    public void close() throws IOException {
        try (file) {
            long end = written * granulesPerSample + preSkip;
            while (encoded * granulesPerSample < end) {
                Arrays.fill(pending, filled, pending.length, (short) 0);
                encode();
            }
            ogg.flush(OggWriter.Place.LAST, end);
        }
    }
}
