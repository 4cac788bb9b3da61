package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.List;
import org.strowger.directory.CodecPolicy;
import org.strowger.sdp.Codec;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * The lines of what one leg says, as the other may be told them: in codecs that it speaks, and no more than it offered
 * (RFC 3264 §6). Knows no ports.
 */
final class RelayedLines {

    private final CodecPolicy policy;

    /** @param policy of the leg that is told */
    RelayedLines(CodecPolicy policy) {
        this.policy = policy;
    }

    /** What one leg says, as the other is offered it. */
    List<MediaDescription> offers(SessionDescription other) {
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription medium : other.media()) {
            List<Codec> others = medium.codecs();
            boolean hasCodecs = isAudio(medium) && !others.isEmpty();
            MediaDescription held = RelayedSdp.heldIn(other, medium);
            media.add(hasCodecs ? fitted(held, others, CodecChoice.onward(others, policy)) : held);
        }
        return media;
    }

    /**
     * A line for each of the offer's, and no other; one that isn't taken is refused as it was offered (RFC 3264 §6).
     */
    List<MediaDescription> answers(SessionDescription offer, SessionDescription other) {
        List<MediaDescription> media = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription asked = offer.media().get(i);
            boolean taken = i < other.media().size()
                    && RelayedSdp.areAlike(asked, other.media().get(i));
            MediaDescription answer = taken ? answer(asked, other, i) : asked.withPort(0);
            media.add(answer.isActive() ? answer : asked.withPort(0));
        }
        return media;
    }

    private MediaDescription answer(MediaDescription asked, SessionDescription other, int index) {
        MediaDescription medium = RelayedSdp.heldIn(other, other.media().get(index));
        List<Codec> others = medium.codecs();
        if (!isAudio(medium) || others.isEmpty()) return medium;
        return fitted(medium, others, CodecChoice.answer(asked.codecs(), others, policy));
    }

    /** A medium of the other leg in codecs of this one; refused if there are none. */
    private static MediaDescription fitted(MediaDescription medium, List<Codec> others, List<Codec> codecs) {
        if (codecs.equals(others)) return medium;
        return CodecChoice.isAudible(codecs) ? medium.withCodecs(codecs) : medium.withPort(0);
    }

    /** Refuses what is more than a leg may have streams for. */
    static void refuseExcess(List<MediaDescription> media) {
        int taken = 0;
        for (int i = 0; i < media.size(); i++)
            if (RelayedSdp.isRelayable(media.get(i)) && ++taken > LegMedia.MOST_STREAMS)
                media.set(i, media.get(i).withPort(0));
    }

    /** @throws NoCommonCodec if there is audio in it, or anything at all, but nothing that this leg could be told of */
    static void requireSomething(SessionDescription other, List<MediaDescription> media) throws NoCommonCodec {
        if (other.media().stream().anyMatch(RelayedLines::isAudio)
                && media.stream().noneMatch(RelayedLines::isAudio))
            throw new NoCommonCodec("no common audio codec, and none that can be transcoded");
        if (RelayedSdp.isInUse(other) && media.stream().noneMatch(RelayedSdp::isRelayable))
            throw new NoCommonCodec("nothing is offered that travels over RTP, or SRTP with keys by SDES");
    }

    /** Whether it is offered in a codec that we speak ourselves. */
    boolean isAudible(MediaDescription medium) {
        return CodecChoice.isAudible(CodecChoice.own(medium.codecs(), policy));
    }

    static boolean isAudio(MediaDescription medium) {
        return medium.type().equals("audio") && RelayedSdp.isRelayable(medium);
    }

    /**
     * RTP and RTCP share a port wherever the leg would like that (RFC 5761 §5.1.1); we don't ask for it first, as
     * phones are known to stumble over it.
     */
    static SessionDescription multiplexed(SessionDescription description, SessionDescription theirs) {
        List<MediaDescription> media = new ArrayList<>(description.media());
        for (int i = 0; i < Math.min(media.size(), theirs.media().size()); i++) {
            boolean wanted = RelayedSdp.hasOnePort(theirs.media().get(i));
            if (wanted && RelayedSdp.isRelayable(media.get(i))) media.set(i, RelayedSdp.onOnePort(media.get(i)));
        }
        return description.withMedia(media);
    }

    /** Whether an answer takes any line of an offer. */
    static boolean takesAny(SessionDescription offered, SessionDescription answer) {
        for (int i = 0; i < Math.min(offered.media().size(), answer.media().size()); i++)
            if (RelayedSdp.areAlike(offered.media().get(i), answer.media().get(i))) return true;
        return false;
    }
}
