package org.strowger.audio.sound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.strowger.audio.Pcm;
import org.strowger.audio.PcmReader;
import org.strowger.audio.Unplayable;
import org.strowger.audio.codec.G711;

/** Opens sounds: WAV, MP3 and Ogg/Opus are told by what is in them, raw G.711 by its name. Blocks. */
public final class SoundFile {

    /** A longer sound is not taken as a whole: two hours at 8 kHz. */
    static final int MOST_SAMPLES = 2 * 3600 * 8000;

    private SoundFile() {}

    /** All of a file. */
    public static Pcm read(Path file) throws IOException {
        try (PcmReader reader = open(file.toString(), Files.newInputStream(file))) {
            return readAll(file.toString(), reader);
        }
    }

    /** All that a reader has. */
    static Pcm readAll(String name, PcmReader reader) throws IOException {
        Optional<short[]> all = reader.readAll(MOST_SAMPLES);
        if (all.isEmpty()) throw new IOException(name + ": too long to be played; cut it into parts");
        return Pcm.of(reader.rate(), all.get());
    }

    /**
     * A reader that stands at the first sample, and closes the stream with itself.
     *
     * @param name a path or a URL: its ending tells the law of raw G.711
     */
    static PcmReader open(String name, InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 14);
        try {
            return opened(name, in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Passes over so many octets, or all that there are: one skip of a stream with a buffer ends with what the buffer
     * holds.
     */
    static void skip(InputStream in, long octets) throws IOException {
        for (long left = octets; left > 0; ) {
            long skipped = in.skip(left);
            if (skipped <= 0 && in.read() < 0) return;
            left -= Math.max(1, skipped);
        }
    }

    private static PcmReader opened(String name, InputStream in) throws IOException {
        Optional<G711> raw = law(name);
        if (raw.isPresent()) return new G711Reader(raw.get(), in);
        in.mark(16);
        byte[] head = in.readNBytes(4);
        in.reset();
        String magic = new String(head, StandardCharsets.ISO_8859_1);
        if (magic.equals("RIFF")) return WavReader.open(name, in);
        if (magic.equals("OggS")) return OggOpusReader.open(name, in);
        if (magic.startsWith("ID3") || isMpeg(head)) return Mp3Reader.open(name, in);
        throw Unplayable.because(name, "neither WAV, MP3, Ogg/Opus nor G.711 named .ulaw or .alaw");
    }

    // ISO 11172-3 §2.4.2.3: eleven bits of sync, then version and layer, of which some are reserved.
    private static boolean isMpeg(byte[] head) {
        return head.length == 4
                && (head[0] & 0xFF) == 0xFF
                && (head[1] & 0xE0) == 0xE0
                && (head[1] & 0x18) != 0x08
                && (head[1] & 0x06) != 0;
    }

    private static Optional<G711> law(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "ulaw", "ul", "mulaw", "pcmu" -> Optional.of(G711.ULAW);
            case "alaw", "al", "pcma" -> Optional.of(G711.ALAW);
            default -> Optional.empty();
        };
    }
}
