package org.strowger.call.sdp;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.video.VideoSources;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * The two descriptions by which a leg and we know each other's media, and what they say together (RFC 3264).
 *
 * @param sent to the leg, offer or answer; null before the first
 * @param heard of it
 * @param answered whether the offer was the leg's and the answer ours
 */
record OfferAnswer(
        @Nullable SessionDescription sent, @Nullable SessionDescription heard, boolean answered) {

    private Optional<Direction> ours() {
        return RelayedSdp.audioDirection(sent);
    }

    private Optional<Direction> theirs() {
        return RelayedSdp.audioDirection(heard);
    }

    /** Whether the leg takes sound, and we have said that we send some. */
    boolean isListening() {
        return theirs().filter(Direction::receives).isPresent()
                && ours().filter(Direction::sends).isPresent();
    }

    /**
     * Whether the leg says by its direction what it wants: who takes nothing since we have offered nothing says nothing
     * of that.
     */
    boolean tellsOfHold() {
        return theirs().isPresent()
                && (answered || ours().filter(Direction::sends).isPresent());
    }

    /** Whether the leg takes no sound (RFC 3264 §8.4). */
    boolean isHold() {
        return theirs().filter(Direction::receives).isEmpty();
    }

    /** Whether the leg has said that it speaks any of this. */
    boolean sharesCodec(SessionDescription other) {
        return heard == null || AgreedCodecs.isAny(heard, other);
    }

    /** Why an answer of the leg's can't be the first that it gives; empty if it can, or isn't the first. */
    Optional<String> objectionToAnswer(SessionDescription answer) {
        SessionDescription offer = sent;
        if (heard != null || offer == null || !RelayedSdp.isInUse(offer)) return Optional.empty();
        return RelayedLines.takesAny(offer, answer)
                ? Optional.empty()
                : Optional.of("nothing of what was offered is taken");
    }

    /** Whether both sides take a line. */
    boolean takes(int index) {
        SessionDescription ours = sent;
        SessionDescription theirs = heard;
        return ours != null
                && theirs != null
                && index < ours.media().size()
                && index < theirs.media().size()
                && RelayedSdp.areAlike(ours.media().get(index), theirs.media().get(index));
    }

    /**
     * What the leg takes of what we have agreed on for a line that both take, and under which numbers it sends.
     *
     * @param peer where its signalling comes from
     */
    RemoteMedia agreed(int index, InetAddress peer) {
        SessionDescription ours = requireNonNull(sent);
        SessionDescription theirs = requireNonNull(heard);
        MediaDescription medium = theirs.media().get(index);
        RemoteMedia remote = RelayedSdp.remote(theirs, medium, peer, RelayedSdp.haveOnePort(medium, ours, index));
        return AgreedCodecs.of(remote, ours, index, answered ? AgreedCodecs.Order.OURS : AgreedCodecs.Order.THEIRS);
    }

    /** Whether both have it that a line travels with the first audio. */
    boolean bundles(int index) {
        return heard != null
                && BrowserSdp.pictures(heard).orElse(-1) == index
                && sent != null
                && BrowserSdp.pictures(sent).orElse(-1) == index;
    }

    /**
     * What both have agreed on about a browser's pictures.
     *
     * @param index of a line that both take
     */
    RemoteVideo pictures(int index, VideoSources sources) {
        SessionDescription ours = requireNonNull(sent);
        SessionDescription theirs = requireNonNull(heard);
        MediaDescription here = ours.media().get(index);
        MediaDescription there = theirs.media().get(index);
        List<Codec> told = here.codecs();
        Direction flow = Direction.of(
                theirs.directionOf(there).sends() && ours.directionOf(here).receives(),
                theirs.directionOf(there).receives() && ours.directionOf(here).sends());
        List<Codec> both = there.codecs().stream()
                .filter(codec -> told.stream().anyMatch(other -> isSame(codec, other)))
                .toList();
        return new RemoteVideo(flow, both, sources);
    }

    /** Pictures of one format have several profiles, each under a number of its own. */
    private static boolean isSame(Codec one, Codec other) {
        return one.payloadType() == other.payloadType() && one.sameFormat(other);
    }
}
