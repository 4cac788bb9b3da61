package org.strowger.audio.sound;

import java.io.IOException;
import java.io.InputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.PcmReader;
import org.strowger.audio.Unplayable;

/** Reads MPEG audio, layers I to III, mixed to one channel. Frames that are damaged are passed over. */
final class Mp3Reader implements PcmReader {

    /** So many damaged frames in a row are passed over; with more, the file is taken not to be MP3. */
    private static final int MOST_DAMAGED = 50;

    private static final int TAG_HEADER = 10;
    private static final int HAS_FOOTER = 0x10;

    private final String name;
    private final Bitstream bits;
    private final Decoder decoder = new Decoder();
    private short[] frame = new short[0];
    private int position;
    private int rate;

    private Mp3Reader(String name, InputStream in) {
        this.name = name;
        this.bits = new Bitstream(in);
    }

    /** A reader that stands at the first sample. */
    static Mp3Reader open(String name, InputStream in) throws IOException {
        skipTags(in);
        Mp3Reader reader = new Mp3Reader(name, in);
        if (!reader.decodeFrame()) throw Unplayable.because(name, "it holds no MPEG audio");
        return reader;
    }

    /**
     * The decoder would make an array of the size that a tag claims, up to 256 MiB, whatever is there of it (ID3v2.4.0
     * §3.1).
     */
    private static void skipTags(InputStream in) throws IOException {
        for (; ; ) {
            in.mark(TAG_HEADER);
            byte[] head = in.readNBytes(TAG_HEADER);
            if (head.length < TAG_HEADER || head[0] != 'I' || head[1] != 'D' || head[2] != '3') break;
            long size = 0;
            for (int i = 6; i < TAG_HEADER; i++) size = size << 7 | (head[i] & 0x7F);
            SoundFile.skip(in, size + ((head[5] & HAS_FOOTER) == 0 ? 0 : TAG_HEADER));
        }
        in.reset();
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(short[] into, int from, int count) throws IOException {
        int done = 0;
        while (done < count && (position < frame.length || decodeFrame())) {
            int now = Math.min(count - done, frame.length - position);
            System.arraycopy(frame, position, into, from + done, now);
            position += now;
            done += now;
        }
        return done;
    }

    private boolean decodeFrame() throws IOException {
        for (int damaged = 0; damaged < MOST_DAMAGED; damaged++) {
            Header header = nextHeader();
            if (header == null) return false;
            if (decoded(header)) return true;
        }
        throw Unplayable.because(name, "it is damaged");
    }

    private @Nullable Header nextHeader() throws IOException {
        try {
            return bits.readFrame();
        } catch (JavaLayerException | RuntimeException e) { // the decoder trusts what it reads
            throw Unplayable.because(name, "it is damaged");
        }
    }

    private boolean decoded(Header header) {
        try {
            if (decoder.decodeFrame(header, bits) instanceof SampleBuffer samples && samples.getBufferLength() > 0) {
                mix(samples);
                return rate == samples.getSampleFrequency();
            }
            return false;
        } catch (JavaLayerException | RuntimeException e) { // as above
            return false;
        } finally {
            bits.closeFrame();
        }
    }

    private void mix(SampleBuffer samples) {
        int channels = samples.getChannelCount();
        if (rate == 0) rate = samples.getSampleFrequency();
        short[] all = samples.getBuffer();
        frame = new short[samples.getBufferLength() / channels];
        position = 0;
        for (int i = 0; i < frame.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) sum += all[i * channels + channel];
            frame[i] = (short) (sum / channels);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            bits.close();
        } catch (JavaLayerException e) {
            throw new IOException(name + ": can't be closed", e);
        }
    }
}
