package org.strowger.media.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.codec.EModel;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.OutgoingRtp;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PayloadMap;
import org.strowger.rtp.Reception;
import org.strowger.rtp.RtcpSession;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.loop.PortPair;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.OneShot;

/**
 * The loop's side of a stream, written in the order in which a packet walks it: received, decrypted, latched, counted,
 * its digits taken, then sent to the other side of the bridge as it is, or decoded, or dropped. Runs on the stream's
 * loop.
 *
 * <p>Relayed packets keep their source, sequence and time, so that the receiver's loss and jitter are those of the
 * sender. What we say ourselves has a source of our own, whose sequence and time go on from one playback to the next; a
 * change between the two is a change of SSRC, which every receiver takes as a new talker (RFC 3550 §8).
 */
final class StreamPath implements LoopClock.Watched {

    private final MediaStream stream;
    private final MediaListener listener;
    private final MediaLoop loop;
    private final Tally<LoopCount> counters;
    private final Tally<StreamCount> counted;
    private final Reception reception;
    private final PeerWatch peer;
    private final OutgoingRtp own;
    private final StreamReports reports;
    private final int echoSsrc;
    private final PeerGate rtpGate;
    private final PeerGate rtcpGate;
    private final PeerLine line;

    /** Takes telephone-events, which it may keep from the bridge, and presses digits. */
    private final StreamDigits digits;

    private final OneShot starting = new OneShot();
    private final StreamMode mode;
    private final StreamTaps taps;

    private List<Codec> codecs = List.of();
    private List<Codec> receivable = List.of();
    private int packetMillis = 20;
    private PayloadMap toPartner = PayloadMap.SAME;
    private @Nullable StreamAudio audio;
    private @Nullable VideoPath video;

    StreamPath(
            MediaStream stream,
            MediaListener listener,
            MediaLoop loop,
            PortPair ports,
            StreamSeed seed,
            Tally<StreamCount> counted) {
        this.stream = stream;
        this.listener = listener;
        this.loop = loop;
        this.counters = loop.counters();
        this.counted = counted;
        this.rtpGate = new PeerGate(ports.rtp(), counted, counters, seed.rates().audio());
        this.rtcpGate =
                new PeerGate(ports.rtcp(), counted, counters, seed.rates().audio());
        this.reception = new Reception(counted);
        this.peer = new PeerWatch(seed.timeout(), counted);
        this.own = new OutgoingRtp(seed);
        this.line = new PeerLine(rtpGate, rtcpGate, own, seed.rates(), new PeerLine.StreamTallies(counters, counted));
        this.echoSsrc = seed.random().getAsInt();
        this.reports = new StreamReports(new RtcpSession(own, reception, counted, seed.random()), line, loop);
        this.digits = new StreamDigits(this, own, loop.outgoing(), line::sendRtp);
        this.mode = new StreamMode(this, new StreamPlaying(this, stream, listener));
        this.taps = new StreamTaps(this);
    }

    /** What the stream does now, and what is asked of it. */
    StreamMode mode() {
        return mode;
    }

    /**
     * Begins to hear, unless it does; not where it has been closed before, since its ports are another's by then.
     * Before each command: threads that ask at once may come to the loop in either order.
     */
    void start() {
        if (mode.isClosed()) return;
        starting.finish(() -> {
            rtpGate.port().start(this::onRtpPort);
            rtcpGate.port().start(this::onRtcpPort);
            loop.clock().watch(this, loop.nanos());
        });
    }

    // The way of a packet

    private void onRtpPort(Packet packet, long now) {
        counters.add(LoopCount.RECEIVED, 1);
        if (Rtp.isRtp(packet)) onRtp(packet, now);
        else if (Rtp.isRtcp(packet) && rtpGate.holds(packet)) onRtcpBesideRtp(packet, now);
        else if (!line.takesTransport(packet, now)) drop();
    }

    private void onRtcpBesideRtp(Packet packet, long now) {
        if (!rtpGate.turnsAway(packet, now) && line.opensRtcp(packet)) onRtcp(packet, now);
    }

    private void onRtp(Packet packet, long now) {
        if (rtpGate.turnsAway(packet, now)) return;
        if (!line.opensRtp(packet)) return;
        if (!rtpGate.admits(packet, now)) return;
        if (video != null && video.takes(packet, mode.pictured(), now)) peer.heard(now);
        else onSound(packet, now);
    }

    private void onSound(Packet packet, long now) {
        reception.count(packet, now);
        peer.spoke(Rtp.ssrc(packet), now);
        if (!digits.passes(packet, now)) return;
        switch (mode.state()) {
            case RELAYING -> relay(packet, now);
            case TRANSCODING -> transcode(packet, now);
            case CONVERSING -> hearing().receive(packet, now);
            case ECHOING -> {
                if (taps.isOverheard()) hearing().receive(packet, now);
                sendEcho(packet);
            }
            case IDLE, CLOSED -> {
                if (taps.isOverheard()) hearing().receive(packet, now);
                else drop();
            }
        }
    }

    private void relay(Packet packet, long now) {
        int type = Rtp.payloadType(packet);
        int there = toPartner.map(type);
        boolean asAudio = there == PayloadMap.DECODE || taps.isFiltered();
        if (asAudio || taps.isOverheard()) hearing().receive(packet, now);
        if (asAudio) mode.audioIsNeeded();
        else pass(packet, type, there);
    }

    private void transcode(Packet packet, long now) {
        int type = Rtp.payloadType(packet);
        int there = toPartner.map(type);
        boolean asAudio = there == PayloadMap.DECODE || taps.isFiltered() || !toPartner.isAudio(type);
        if (asAudio || taps.isOverheard()) hearing().receive(packet, now);
        if (asAudio) return;
        mode.packetsDo();
        pass(packet, type, there);
    }

    private void pass(Packet packet, int type, int there) {
        StreamPath other = mode.partner();
        if (there == PayloadMap.DROP || other == null) drop();
        else other.sendRelayed(packet, type, there);
    }

    private void sendRelayed(Packet packet, int type, int typeHere) {
        if (mode.isPlaying() || digits.isBusy()) {
            drop();
            return;
        }
        if (type != typeHere) Rtp.payloadType(packet, typeHere);
        line.sendRtp(packet);
    }

    /** With a source of our own: a peer that meets its own SSRC takes it for a loop (RFC 3550 §8.2). */
    private void sendEcho(Packet packet) {
        Rtp.ssrc(packet, echoSsrc);
        line.sendRtp(packet);
    }

    private void onRtcpPort(Packet packet, long now) {
        counters.add(LoopCount.RECEIVED, 1);
        if (!Rtp.isRtcp(packet)) {
            drop();
        } else if (!line.mayBeTheirRtcp(packet)) {
            counted.add(StreamCount.STRANGERS, 1);
            drop();
        } else if (!rtcpGate.turnsAway(packet, now) && line.opensRtcp(packet) && rtcpGate.admits(packet, now)) {
            onRtcp(packet, now);
        }
    }

    private void onRtcp(Packet packet, long now) {
        peer.heard(now);
        if (video != null && video.takesReport(packet, mode.pictured(), now)) return;
        boolean aboutUs = reports.received(packet, now);
        if (aboutUs && audio != null) audio.speaking().farLoss(counted.read(StreamCount.FAR_LOSS_256) / 256.0);
        StreamPath other = mode.partner();
        if (other != null && !other.mode.isPlaying() && !mode.isTranscoding()) other.line.sendRtcp(packet);
        else if (!isEndpoint()) drop();
    }

    /** Whether our peer's partner is ourselves, not a peer whose packets we forward. */
    private boolean isEndpoint() {
        StreamPath other = mode.partner();
        return other == null || other.mode.isTranscoding() || mode.isPlaying();
    }

    private void drop() {
        counters.add(LoopCount.DROPPED, 1);
    }

    // What is asked of it

    void remote(RemoteMedia remote) {
        if (mode.isClosed()) return;
        long now = loop.nanos();
        var owner = new BrowserLink.Owner(loop.outgoing(), why -> listener.parted(stream, why));
        if (remote.browser().isPresent()) line.browser(remote, remote.browser().get(), owner, now);
        else line.phone(remote, now);
        video = VideoPath.described(video, remote.video(), line, loop, rate -> listener.seen(stream, rate));
        codecs = remote.codecs();
        receivable = remote.receivable().equals(codecs) ? codecs : remote.receivable();
        packetMillis = remote.packetMillis();
        reception.codecs(receivable);
        reports.describe(
                remote.reports(),
                EModel.Codec.named(codecs.isEmpty() ? "" : codecs.getFirst().name()));
        digits.codecs(codecs, receivable);
        peer.expect(remote.direction(), now);
        if (audio != null) tellCodecs(audio);
        StreamPath other = mode.partner();
        if (other == null) return;
        renumber(other);
        other.renumber(this);
    }

    private void renumber(StreamPath other) {
        toPartner = PayloadMap.between(receivable, other.codecs);
    }

    // What its mode asks for

    /** It is one side of a bridge now. */
    void joined(StreamPath other) {
        renumber(other);
        taps.look(other);
        peer.restart(loop.nanos());
    }

    /** Its bridge is over. */
    void parted() {
        taps.look(null);
    }

    /** Audio that is decoded at ticks may wait for them; what is passed on may not. */
    void pace(DatagramPort.Pace pace) {
        rtpGate.port().pace(pace);
    }

    void converse(AudioSource toPeer) {
        hearing().forget();
        say(toPeer);
    }

    void say(AudioSource source) {
        Speaking speaking = audio().speaking();
        speaking.codecs(codecs, packetMillis);
        speaking.converse(source);
        wake();
    }

    void stopSaying() {
        if (audio != null) audio.speaking().endConversation();
    }

    boolean isSaying(AudioSource source) {
        return audio != null && audio.speaking().isSaying(source);
    }

    /** Whether the peer takes a codec that we speak. */
    boolean canSpeak() {
        return audio().speaking().codecs(codecs, packetMillis);
    }

    void play(AudioSource source) {
        audio().speaking().play(source);
        wake();
    }

    void stopPlaying() {
        if (audio != null) audio.speaking().stopPlaying();
    }

    /** The rate of the codec that is spoken to the peer, Hz. */
    int spokenRate() {
        return audio().speaking().rate();
    }

    // Digits

    StreamDigits digits() {
        return digits;
    }

    /** The peer has pressed a digit by telephone-event. */
    void pressed(char digit) {
        listener.pressed(stream, digit);
    }

    /** The peer has pressed more than fingers can. */
    void ignoredPress() {
        counters.add(LoopCount.PRESSES_IGNORED, 1);
    }

    /** The payload type under which the partner takes what comes under this. */
    int typeThere(int type) {
        return toPartner.map(type);
    }

    // Its audio

    /** What the peer says, as audio: of use in a conversation. */
    Hearing hearing() {
        return audio().hearing();
    }

    StreamTaps taps() {
        return taps;
    }

    /** Sinks or filters have come or gone. */
    void retap() {
        if (mode.isClosed()) return;
        StreamPath other = mode.partner();
        taps.look(other);
        if (other != null) other.taps.look(this);
    }

    /** Ticks from now on, for as long as there is anything to do. */
    void wake() {
        audio().wake(loop.nanos());
    }

    @Nullable
    VideoPath video() {
        return video;
    }

    /** The audio, if anything has needed it yet. */
    @Nullable
    StreamAudio knownAudio() {
        return audio;
    }

    /** The audio, made when it is first needed. */
    StreamAudio audio() {
        StreamAudio known = audio;
        if (known != null) return known;
        StreamAudio made = new StreamAudio(this, loop, own, line::sendRtp);
        audio = made;
        tellCodecs(made);
        return made;
    }

    private void tellCodecs(StreamAudio of) {
        of.hearing().codecs(receivable);
        of.speaking().codecs(codecs, packetMillis);
    }

    @Override
    public void watch(long now) {
        line.watch(now);
        if (isEndpoint() && (own.hasSent() || reception.hasBegun())) reports.watch(now);
        else reports.rest();
        peer.watch(stream, listener, now);
        if (video != null) video.watch(mode.pictured(), now);
    }

    void sayGoodbye() {
        reports.sayGoodbye();
        line.sayGoodbye(loop.nanos());
    }

    /** Nothing comes or goes any more; its ports are given back by whoever has leased them. */
    void release() {
        taps.close();
        loop.clock().unwatch(this);
        line.close();
    }
}
