package org.strowger.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/**
 * A peer's side of a medium, as its SDP describes it.
 *
 * @param rtp where it wants RTP
 * @param rtcp where it wants RTCP
 * @param direction as the peer sees it: a peer that says sendonly is not sent anything, one that says recvonly or inactive is not
 *     expected to send, so that the media timeout rests
 * @param codecs that it takes, in its order of preference
 * @param security keys for SRTP; none for packets in the clear
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        Direction direction,
        List<Codec> codecs,
        Optional<MediaSecurity> security) {
    /** Copies. */
    public RemoteMedia {
        codecs = List.copyOf(codecs);
    }

    /** In the clear. */
    public RemoteMedia(InetSocketAddress rtp, InetSocketAddress rtcp, Direction direction, List<Codec> codecs) {
        this(rtp, rtcp, direction, codecs, Optional.empty());
    }

    /** With these keys. */
    public RemoteMedia secured(MediaSecurity keys) {
        return new RemoteMedia(rtp, rtcp, direction, codecs, Optional.of(keys));
    }
}
