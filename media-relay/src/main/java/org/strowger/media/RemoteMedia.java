package org.strowger.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.WantedReports;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.webrtc.PeerTerms;

/**
 * A peer's side of a medium, as its SDP describes it.
 *
 * @param rtp where it wants RTP
 * @param rtcp where it wants RTCP
 * @param direction as the peer sees it: a peer that says sendonly is not sent anything, one that says recvonly or
 *     inactive is not expected to send, so that the media timeout rests
 * @param codecs that it takes, in its order of preference
 * @param receivable that it may send, under the numbers that it was told (RFC 3264 §5.1): not always those that it
 *     takes
 * @param packetMillis the packet time that it would like, ms
 * @param signalling the host that its signalling comes from, which vouches for packets from there; empty if that is not
 *     known
 * @param medium what is carried
 * @param security keys for SRTP; none for packets in the clear
 * @param browser how a browser's media travel: it shows its address by ICE and agrees on keys by DTLS, whatever is said
 *     above of either
 * @param video its pictures on the same port, which only browsers have
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        Direction direction,
        List<Codec> codecs,
        List<Codec> receivable,
        int packetMillis,
        Optional<InetAddress> signalling,
        Medium medium,
        Optional<MediaSecurity> security,
        WantedReports reports,
        Optional<PeerTerms> browser,
        Optional<RemoteVideo> video) {

    private static final int USUAL_MILLIS = 20;

    /** Copies. */
    public RemoteMedia {
        codecs = List.copyOf(codecs);
        receivable = List.copyOf(receivable);
        if (packetMillis < 10 || packetMillis > 60)
            throw new IllegalArgumentException("packets of " + packetMillis + " ms; 10 to 60 are sent");
    }

    /** Audio in the clear. */
    public RemoteMedia(InetSocketAddress rtp, InetSocketAddress rtcp, Direction direction, List<Codec> codecs) {
        this(
                rtp,
                rtcp,
                direction,
                codecs,
                codecs,
                USUAL_MILLIS,
                Optional.empty(),
                Medium.AUDIO,
                Optional.empty(),
                WantedReports.PLAIN,
                Optional.empty(),
                Optional.empty());
    }

    /** With these keys. */
    public RemoteMedia secured(MediaSecurity keys) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                signalling,
                medium,
                Optional.of(keys),
                reports,
                browser,
                video);
    }

    /** Sending and receiving these. */
    public RemoteMedia speaking(List<Codec> taken, List<Codec> sent) {
        return new RemoteMedia(
                rtp, rtcp, direction, taken, sent, packetMillis, signalling, medium, security, reports, browser, video);
    }

    /** Of a peer that was told our direction: it sends where we said that we receive, whatever it says itself. */
    public RemoteMedia told(Direction ours) {
        Direction flow = Direction.of(direction.sends() && ours.receives(), direction.receives());
        return new RemoteMedia(
                rtp,
                rtcp,
                flow,
                codecs,
                receivable,
                packetMillis,
                signalling,
                medium,
                security,
                reports,
                browser,
                video);
    }

    /** With this packet time, ms. */
    public RemoteMedia packets(int millis) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                millis,
                signalling,
                medium,
                security,
                reports,
                browser,
                video);
    }

    /** The same peer, which signals from this host. */
    public RemoteMedia signalledFrom(InetAddress host) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                Optional.of(host),
                medium,
                security,
                reports,
                browser,
                video);
    }

    /** Carrying this. */
    public RemoteMedia carrying(Medium what) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                signalling,
                what,
                security,
                reports,
                browser,
                video);
    }

    /** The same peer, told this direction of us. */
    public RemoteMedia reports(WantedReports wanted) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                signalling,
                medium,
                security,
                wanted,
                browser,
                video);
    }

    /** Of a browser. */
    public RemoteMedia browser(PeerTerms terms) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                signalling,
                medium,
                security,
                reports,
                Optional.of(terms),
                video);
    }

    /** With these pictures beside it. */
    public RemoteMedia showing(RemoteVideo pictures) {
        return new RemoteMedia(
                rtp,
                rtcp,
                direction,
                codecs,
                receivable,
                packetMillis,
                signalling,
                medium,
                security,
                reports,
                browser,
                Optional.of(pictures));
    }
}
