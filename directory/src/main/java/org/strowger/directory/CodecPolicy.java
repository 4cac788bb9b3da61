package org.strowger.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.sdp.Codec;

/**
 * The audio codecs that a party may use, the best first.
 *
 * @param allowed formats as we offer them; empty for whatever the parties can agree on
 */
public record CodecPolicy(List<Codec> allowed) {

    /** No limits: what the parties offer goes through, in their order. */
    public static final CodecPolicy ANY = new CodecPolicy(List.of());

    /** Copies. */
    public CodecPolicy {
        allowed = List.copyOf(allowed);
    }

    /**
     * The format of a name such as {@code pcma}, {@code G722}, {@code opus}, {@code l16/16000}; the first of those with
     * that name.
     */
    public static Optional<Codec> named(String name) {
        String[] parts = name.strip().split("/", 2);
        for (AudioCodec codec : AudioCodecs.all()) {
            Codec format = codec.format();
            boolean rate = parts.length == 1 || parts[1].equals(Integer.toString(format.clockRate()));
            if (rate && format.name().toLowerCase(Locale.ROOT).equals(parts[0].toLowerCase(Locale.ROOT)))
                return Optional.of(format);
        }
        return Optional.empty();
    }

    public boolean isUnlimited() {
        return allowed.isEmpty();
    }

    public boolean allows(Codec codec) {
        return allowed.isEmpty() || rank(codec) < allowed.size();
    }

    /** Its place among the allowed, from 0; behind all of them if it is none. */
    public int rank(Codec codec) {
        for (int i = 0; i < allowed.size(); i++) if (allowed.get(i).sameFormat(codec)) return i;
        return allowed.size();
    }
}
