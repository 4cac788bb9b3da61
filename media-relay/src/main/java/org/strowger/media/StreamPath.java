package org.strowger.media;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.Codec;

/**
 * The loop's side of a stream, written in the order in which a packet walks it: received, recognised, latched, counted, then
 * echoed, sent to the other side of the bridge, or dropped. Runs on the stream's loop.
 *
 * <p>Relayed packets keep their source, sequence and time, so that the receiver's loss and jitter are those of the sender. What
 * we play has a source of our own, whose sequence and time go on from one playback to the next; a change between the two is a
 * change of SSRC, which every receiver takes as a new talker (RFC 3550 §8).
 */
final class StreamPath implements LoopClock.Watched {

    private final RelayStream stream;
    private final MediaListener listener;
    private final MediaLoop loop;
    private final Tally<LoopCount> counters;
    private final DatagramPort rtp;
    private final DatagramPort rtcp;
    private final Tally<StreamCount> counted;
    private final Reception reception;
    private final SilenceWatch silence;
    private final OutgoingRtp own;
    private final int echoSsrc;
    private final Latch rtpLatch = new Latch();
    private final Latch rtcpLatch = new Latch();

    private List<Codec> codecs = List.of();
    private boolean peerReceives = true;
    private boolean multiplexed;
    private boolean echoing;
    private boolean closed;
    private @Nullable StreamPath bridged;
    private PayloadMap toBridged = PayloadMap.SAME;
    private @Nullable Player player;

    StreamPath(RelayStream stream, MediaListener listener, MediaLoop loop, PortPair ports, StreamSeed seed) {
        this.stream = stream;
        this.listener = listener;
        this.loop = loop;
        this.counters = loop.counters();
        this.rtp = ports.rtp();
        this.rtcp = ports.rtcp();
        this.counted = stream.counted();
        this.reception = new Reception(counted);
        this.silence = new SilenceWatch(seed.timeout());
        this.own = new OutgoingRtp(seed);
        this.echoSsrc = seed.random().getAsInt();
    }

    void start() {
        rtp.start(this::onRtpPort);
        rtcp.start(this::onRtcpPort);
        loop.clock().watch(this, loop.nanos());
    }

    // The way of a packet

    private void onRtpPort(Packet packet, long now) {
        counters.add(LoopCount.RECEIVED, 1);
        if (Rtp.isRtp(packet)) onRtp(packet, now);
        else if (Rtp.isRtcp(packet) && rtpLatch.holds(packet)) relayRtcp(packet, now);
        else drop();
    }

    private void onRtp(Packet packet, long now) {
        if (!admits(rtpLatch, rtp, packet, now)) return;
        reception.count(packet, now);
        silence.heard(now);
        StreamPath other = bridged;
        if (other != null) other.sendRelayed(packet, toBridged);
        else if (echoing) sendEcho(packet);
        else drop();
    }

    private boolean admits(Latch latch, DatagramPort port, Packet packet, long now) {
        switch (latch.judge(packet, now)) {
            case HELD, LATCHED, HEARD -> {}
            case SETTLED -> port.connect(latch.destination());
            case STRANGER -> {
                counted.add(StreamCount.STRANGERS, 1);
                drop();
                return false;
            }
        }
        return true;
    }

    private void sendRelayed(Packet packet, PayloadMap numbers) {
        if (player != null) {
            drop();
            return;
        }
        if (numbers != PayloadMap.SAME) Rtp.payloadType(packet, numbers.map(Rtp.payloadType(packet)));
        sendRtp(packet);
    }

    /** With a source of our own: a peer that meets its own SSRC takes it for a loop (RFC 3550 §8.2). */
    private void sendEcho(Packet packet) {
        Rtp.ssrc(packet, echoSsrc);
        sendRtp(packet);
    }

    void sendRtp(Packet packet) {
        Endpoint to = rtpLatch.destination();
        if (!peerReceives || to.isNowhere() || !rtp.send(packet, to)) {
            drop();
            return;
        }
        counters.add(LoopCount.SENT, 1);
        counted.add(StreamCount.PACKETS_SENT, 1);
        counted.add(StreamCount.OCTETS_SENT, packet.length - Rtp.headerLength(packet));
    }

    private void onRtcpPort(Packet packet, long now) {
        counters.add(LoopCount.RECEIVED, 1);
        if (!Rtp.isRtcp(packet)) {
            drop();
        } else if (!mayBeTheirRtcp(packet)) {
            counted.add(StreamCount.STRANGERS, 1);
            drop();
        } else if (admits(rtcpLatch, rtcp, packet, now)) {
            relayRtcp(packet, now);
        }
    }

    /** RTCP is latched by itself, but never on another host than RTP's or the announced one. */
    private boolean mayBeTheirRtcp(Packet packet) {
        return rtpLatch.destination().sameHost(packet) || rtcpLatch.announced().sameHost(packet);
    }

    private void relayRtcp(Packet packet, long now) {
        silence.heard(now);
        StreamPath other = bridged;
        if (other == null || other.player != null) drop();
        else other.sendRtcp(packet);
    }

    /** Whatever the direction says: RTCP flows on hold as well (RFC 3264 §5.1). */
    private void sendRtcp(Packet packet) {
        DatagramPort port = multiplexed ? rtp : rtcp;
        Endpoint to = multiplexed ? rtpLatch.destination() : rtcpLatch.destination();
        if (to.isNowhere() || !port.send(packet, to)) drop();
        else counters.add(LoopCount.SENT, 1);
    }

    private void drop() {
        counters.add(LoopCount.DROPPED, 1);
    }

    // What is asked of it

    void remote(RemoteMedia remote) {
        long now = loop.nanos();
        Endpoint rtpThere = Endpoint.of(remote.rtp());
        Endpoint rtcpThere = Endpoint.of(remote.rtcp());
        // Hold by 0.0.0.0 says nothing about where the peer is: what is latched stays for the day it resumes.
        if (!rtpThere.isNowhere() && rtpLatch.announce(rtpThere, now)) rtp.disconnect();
        if (!rtcpThere.isNowhere() && rtcpLatch.announce(rtcpThere, now)) rtcp.disconnect();
        peerReceives = remote.direction().receives() && !rtpThere.isNowhere();
        multiplexed = rtpThere.equals(rtcpThere) && !rtpThere.isNowhere();
        codecs = remote.codecs();
        reception.codecs(codecs);
        silence.expect(remote.direction().sends(), now);
        if (bridged != null) renumber(bridged);
        if (player != null) player.codecs(codecs);
    }

    void bridge(StreamPath other) {
        if (closed || other.closed) return;
        rest();
        other.rest();
        bridged = other;
        other.bridged = this;
        renumber(other);
        long now = loop.nanos();
        silence.restart(now);
        other.silence.restart(now);
    }

    private void renumber(StreamPath other) {
        toBridged = PayloadMap.between(codecs, other.codecs);
        other.toBridged = PayloadMap.between(other.codecs, codecs);
    }

    void unbridge() {
        StreamPath other = bridged;
        if (other == null) return;
        bridged = null;
        other.bridged = null;
    }

    void play(RelayPlayback playback, List<WavPrompt> prompts) {
        if (closed) {
            listener.played(stream, playback, Playback.End.STOPPED);
            return;
        }
        stop();
        Player next = new Player(this, loop.outgoing(), own, playback, prompts);
        if (!next.codecs(codecs)) {
            listener.played(stream, playback, Playback.End.NO_CODEC);
            return;
        }
        player = next;
        loop.clock().startTicking(next, loop.nanos());
    }

    void echo() {
        if (closed) return;
        rest();
        echoing = true;
    }

    /** Ends playing and echo. */
    void stop() {
        echoing = false;
        if (player != null) over(player, Playback.End.STOPPED);
    }

    private void rest() {
        stop();
        unbridge();
    }

    /** The player has nothing more to send. Once for each. */
    void over(Player ended, Playback.End end) {
        ended.halt();
        player = null;
        listener.played(stream, ended.playback(), end);
    }

    @Override
    public void watch(long now) {
        if (silence.isTooLong(now)) listener.timedOut(stream, Duration.ofNanos(silence.length(now)));
    }

    /** False if it was closed before. */
    boolean close() {
        if (closed) return false;
        closed = true;
        rest();
        loop.clock().unwatch(this);
        rtp.close();
        rtcp.close();
        return true;
    }
}
