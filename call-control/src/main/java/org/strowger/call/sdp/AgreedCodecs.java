package org.strowger.call.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.media.RemoteMedia;
import org.strowger.sdp.Codec;
import org.strowger.sdp.SessionDescription;

/** What a peer takes of what it was told, in whose order, and under which numbers it sends. */
final class AgreedCodecs {

    /** Whose order of codecs counts: that of whoever answered. */
    enum Order {
        OURS,
        THEIRS
    }

    private AgreedCodecs() {}

    /**
     * A peer's side of a line, as far as both have agreed.
     *
     * @param ours what the peer was told, if it was told anything
     */
    static RemoteMedia of(RemoteMedia remote, @Nullable SessionDescription ours, int index, Order order) {
        if (ours == null
                || index >= ours.media().size()
                || !ours.media().get(index).isActive()) return remote;
        List<Codec> told = ours.media().get(index).codecs();
        List<Codec> both = order == Order.OURS
                ? CodecChoice.ordered(remote.codecs(), told)
                : CodecChoice.both(remote.codecs(), told);
        RemoteMedia flowing = remote.told(ours.directionOf(ours.media().get(index)));
        return CodecChoice.isAudible(both)
                ? flowing.speaking(both, CodecChoice.numbered(told, remote.codecs()))
                : flowing;
    }

    /** Whether any line has a codec in both that can be heard. */
    static boolean isAny(SessionDescription said, SessionDescription other) {
        for (int i = 0; i < Math.min(said.media().size(), other.media().size()); i++) {
            List<Codec> theirs = said.media().get(i).codecs();
            List<Codec> others = other.media().get(i).codecs();
            if (CodecChoice.isAudible(CodecChoice.both(theirs, others))) return true;
        }
        return false;
    }

    /** The first codec that a peer has said it speaks. */
    static Optional<Codec> spoken(SessionDescription said) {
        return said.media().stream()
                .filter(RelayedLines::isAudio)
                .flatMap(medium -> medium.codecs().stream())
                .findFirst();
    }
}
