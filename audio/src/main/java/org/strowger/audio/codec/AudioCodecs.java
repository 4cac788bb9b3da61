package org.strowger.audio.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.strowger.sdp.Codec;

/** The codecs of this switch: its own, then those found as services. Any thread. */
public final class AudioCodecs {

    private static final List<AudioCodec> OURS = List.of(
            new OpusCodec(),
            new G722Codec(),
            new G711Codec(G711.ALAW),
            new G711Codec(G711.ULAW),
            new L16Codec(108, 16_000),
            new L16Codec(109, 8000),
            new L16Codec(110, 48_000),
            new L16Codec(11, 44_100));

    private static final List<AudioCodec> ALL = load();

    private AudioCodecs() {}

    /** All, the best known first. */
    public static List<AudioCodec> all() {
        return ALL;
    }

    /** The one that speaks a peer's format. */
    public static Optional<AudioCodec> of(Codec peers) {
        for (AudioCodec codec : ALL) if (codec.speaks(peers)) return Optional.of(codec);
        return Optional.empty();
    }

    private static List<AudioCodec> load() {
        List<AudioCodec> found = new ArrayList<>(OURS);
        ServiceLoader.load(AudioCodec.class).forEach(found::add);
        return List.copyOf(found);
    }
}
