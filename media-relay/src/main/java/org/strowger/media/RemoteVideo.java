package org.strowger.media;

import java.util.List;
import org.strowger.rtp.video.VideoSources;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/**
 * A browser's pictures, which travel on the port of its sound (RFC 9143).
 *
 * @param direction as the peer sees it
 * @param codecs that both have agreed on, with what repairs them, under the numbers of the peer
 * @param sources of what the peer is sent
 */
public record RemoteVideo(Direction direction, List<Codec> codecs, VideoSources sources) {

    /** Copies. */
    public RemoteVideo {
        codecs = List.copyOf(codecs);
    }
}
