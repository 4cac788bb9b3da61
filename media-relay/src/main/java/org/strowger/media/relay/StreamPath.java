package org.strowger.media.relay;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Frames;
import org.strowger.audio.Taps;
import org.strowger.audio.codec.EModel;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
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

/**
 * The loop's side of a stream, written in the order in which a packet walks it: received, decrypted, latched, counted, its digits
 * taken, then sent to the other side of the bridge as it is, or decoded, or dropped. Runs on the stream's loop.
 *
 * <p>Relayed packets keep their source, sequence and time, so that the receiver's loss and jitter are those of the sender. What
 * we say ourselves has a source of our own, whose sequence and time go on from one playback to the next; a change between the two is a
 * change of SSRC, which every receiver takes as a new talker (RFC 3550 §8).
 */
final class StreamPath implements LoopClock.Watched {

    /** Of a digit that we press for the other side of a bridge. */
    private static final Duration PRESS_LENGTH = Duration.ofMillis(120);

    private final MediaStream stream;
    private final MediaListener listener;
    private final MediaLoop loop;
    private final Tally<LoopCount> counters;
    private final DatagramPort rtp;
    private final DatagramPort rtcp;
    private final Tally<StreamCount> counted;
    private final Reception reception;
    private final PeerWatch peer;
    private final OutgoingRtp own;
    private final RtcpSession reports;
    private final int echoSsrc;
    private final PeerGate rtpGate;
    private final PeerGate rtcpGate;
    private final PeerLine line;

    /** Takes telephone-events, which it may keep from the bridge, and presses digits. */
    private final StreamDigits digits;

    private List<Codec> codecs = List.of();
    private List<Codec> receivable = List.of();
    private int packetMillis = 20;
    private boolean echoing;
    private boolean closed;
    private @Nullable StreamPath bridged;
    private PayloadMap toBridged = PayloadMap.SAME;

    /** The bridged peer hears us by way of audio, not of packets. */
    private boolean transcoding;

    private boolean overheard;
    private boolean filtered;
    private boolean inConversation;
    private @Nullable StreamAudio audio;
    private @Nullable Playback playback;

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
        this.rtp = ports.rtp();
        this.rtcp = ports.rtcp();
        this.counted = counted;
        this.rtpGate = new PeerGate(rtp, counted, counters, seed.rates().audio());
        this.rtcpGate = new PeerGate(rtcp, counted, counters, seed.rates().audio());
        this.reception = new Reception(counted);
        this.peer = new PeerWatch(seed.timeout(), counted);
        this.own = new OutgoingRtp(seed);
        this.line = new PeerLine(rtpGate, rtcpGate, own, seed.rates(), new PeerLine.StreamTallies(counters, counted));
        this.echoSsrc = seed.random().getAsInt();
        this.reports = new RtcpSession(own, reception, counted, seed.random());
        this.digits = new StreamDigits(this, own, loop.outgoing(), line::sendRtp);
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
        else if (Rtp.isRtcp(packet) && rtpGate.holds(packet)) onRtcpBesideRtp(packet, now);
        else drop();
    }

    private void onRtcpBesideRtp(Packet packet, long now) {
        if (!rtpGate.turnsAway(packet, now) && line.opensRtcp(packet)) onRtcp(packet, now);
    }

    private void onRtp(Packet packet, long now) {
        if (rtpGate.turnsAway(packet, now)) return;
        if (!line.opensRtp(packet)) return;
        if (!rtpGate.admits(packet, now)) return;
        reception.count(packet, now);
        peer.spoke(Rtp.ssrc(packet), now);
        if (!digits.passes(packet, now)) return;
        StreamPath other = bridged;
        if (other != null) relay(packet, other, now);
        else if (inConversation || overheard) audio().hearing().receive(packet, now);
        else if (!echoing) drop();
        if (echoing) sendEcho(packet);
    }

    private void relay(Packet packet, StreamPath other, long now) {
        int type = Rtp.payloadType(packet);
        int there = toBridged.map(type);
        boolean asAudio = there == PayloadMap.DECODE || filtered || (transcoding && !toBridged.isAudio(type));
        if (asAudio || overheard) audio().hearing().receive(packet, now);
        if (asAudio) {
            if (!transcoding) startTranscoding(other);
            return;
        }
        if (transcoding) endTranscoding(other);
        if (there == PayloadMap.DROP) drop();
        else other.sendRelayed(packet, type, there);
    }

    private void startTranscoding(StreamPath other) {
        transcoding = true;
        pace();
        other.say(audio().hearing());
    }

    private void endTranscoding(StreamPath other) {
        transcoding = false;
        pace();
        if (other.audio != null) other.audio.speaking().endConversation();
    }

    /** Audio that is decoded at ticks may wait for them; what is passed on may not. */
    private void pace() {
        boolean audioAlone = bridged == null ? inConversation && !echoing : transcoding;
        if (!closed) rtp.pace(audioAlone ? DatagramPort.Pace.AT_TICKS : DatagramPort.Pace.AT_ONCE);
    }

    private void sendRelayed(Packet packet, int type, int typeHere) {
        if (playback != null || digits.isBusy()) {
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
        boolean aboutUs = reports.received(packet, now);
        if (aboutUs && audio != null) audio.speaking().farLoss(counted.read(StreamCount.FAR_LOSS_256) / 256.0);
        StreamPath other = bridged;
        if (other != null && other.playback == null && !transcoding) other.line.sendRtcp(packet);
        else if (!isEndpoint()) drop();
    }

    /** Whether our peer's partner is ourselves, not a peer whose packets we forward. */
    private boolean isEndpoint() {
        return bridged == null || bridged.transcoding || playback != null;
    }

    private void drop() {
        counters.add(LoopCount.DROPPED, 1);
    }

    // What is asked of it

    void remote(RemoteMedia remote) {
        long now = loop.nanos();
        line.remote(remote, now);
        codecs = remote.codecs();
        receivable = remote.receivable();
        packetMillis = remote.packetMillis();
        reception.codecs(receivable);
        reports.describe(
                remote.reports(),
                EModel.Codec.named(codecs.isEmpty() ? "" : codecs.getFirst().name()));
        digits.codecs(codecs, receivable);
        peer.expect(remote.direction(), now);
        if (audio != null) tellCodecs(audio);
        if (bridged != null) renumber(bridged);
    }

    void bridge(StreamPath other) {
        if (closed || other.closed) return;
        rest();
        other.rest();
        bridged = other;
        other.bridged = this;
        pace();
        other.pace();
        renumber(other);
        retap();
        long now = loop.nanos();
        peer.restart(now);
        other.peer.restart(now);
    }

    private void renumber(StreamPath other) {
        toBridged = PayloadMap.between(receivable, other.codecs);
        other.toBridged = PayloadMap.between(other.receivable, codecs);
    }

    void unbridge() {
        StreamPath other = bridged;
        if (other == null) return;
        if (transcoding) endTranscoding(other);
        if (other.transcoding) other.endTranscoding(this);
        bridged = null;
        other.bridged = null;
        retap();
        other.retap();
    }

    /** Plays something, and tells the listener once how that ended. */
    void play(Playback next, AudioSource source) {
        if (closed) {
            listener.played(stream, next, Playback.End.STOPPED);
            return;
        }
        silence();
        Speaking speaking = audio().speaking();
        if (!speaking.codecs(codecs, packetMillis)) {
            listener.played(stream, next, Playback.End.NO_CODEC);
            return;
        }
        playback = next;
        speaking.play(source);
        audio().wake(loop.nanos());
    }

    /**
     * Lets the peer hear this source, and us hear the peer by {@link #hearing}, until something else is asked for: a conference, a
     * voice agent. Ends a bridge.
     */
    void converse(AudioSource toPeer) {
        if (closed || (inConversation && audio().speaking().isSaying(toPeer))) return;
        rest();
        inConversation = true;
        pace();
        audio().hearing().forget();
        say(toPeer);
    }

    private void say(AudioSource source) {
        Speaking speaking = audio().speaking();
        speaking.codecs(codecs, packetMillis);
        speaking.converse(source);
        audio().wake(loop.nanos());
    }

    /** The rate of the codec that is spoken to the peer, Hz. */
    int spokenRate() {
        return audio().speaking().rate();
    }

    // Digits

    StreamDigits digits() {
        return digits;
    }

    /** Presses a digit to the peer. */
    void press(char digit, Duration length) {
        if (closed) return;
        digits.press(digit, length);
        audio().wake(loop.nanos());
    }

    /** The peer has pressed a digit by telephone-event. */
    void pressed(char digit, Relayed relayed) {
        StreamPath other = bridged;
        if (relayed == Relayed.NO && other != null && other.digits.takesEvents()) other.press(digit, PRESS_LENGTH);
        listener.pressed(stream, digit);
    }

    /** The peer has pressed more than fingers can. */
    void ignoredPress() {
        counters.add(LoopCount.PRESSES_IGNORED, 1);
    }

    /** Whether packets of telephone-events reach the other side as they are. */
    enum Relayed {
        YES,
        NO
    }

    /** Whether telephone-events under this number go on to the other side of the bridge as packets; an echo sends them back. */
    Relayed relaysEvents(int type) {
        StreamPath other = bridged;
        boolean goOn = other == null ? echoing : !transcoding && other.digits.isEvent(toBridged.map(type));
        return goOn ? Relayed.YES : Relayed.NO;
    }

    /** What the peer says, as audio: of use in a conversation. */
    Hearing hearing() {
        return audio().hearing();
    }

    void echo() {
        if (closed) return;
        rest();
        echoing = true;
        pace();
    }

    /** Whatever is played or said here has thrown for too long: it ends, and the packets go on. */
    void giveUpAudio() {
        stop();
        // An open bridge finds its way to audio again with the next packet that needs it.
        StreamPath other = bridged;
        if (other != null && other.transcoding) other.endTranscoding(this);
    }

    /** Ends playing, conversation and echo. */
    private void stop() {
        endConversation();
        silence();
    }

    /** Ends a conversation with this, if there is one. */
    void endConversation(AudioSource source) {
        if (audio != null && audio.speaking().isSaying(source)) endConversation();
    }

    private void endConversation() {
        if (inConversation && audio != null) audio.speaking().endConversation();
        inConversation = false;
        pace();
    }

    /** Ends playing and echo. */
    void silence() {
        echoing = false;
        if (playback == null || audio == null) return;
        audio.speaking().stopPlaying();
        played(Playback.End.STOPPED);
    }

    private void rest() {
        stop();
        unbridge();
    }

    /** What was played has come to its end. Once for each. */
    void played(Playback.End end) {
        Playback ended = playback;
        if (ended == null) return;
        playback = null;
        listener.played(stream, ended, end);
    }

    /** What stands on one side of the audio. */
    Taps taps(AudioSide side) {
        return side == AudioSide.HEARD
                ? audio().hearing().taps()
                : audio().speaking().taps();
    }

    /** Sinks or filters have come or gone. */
    void retap() {
        StreamPath other = bridged;
        lookAtTaps(other);
        if (other != null) other.lookAtTaps(this);
    }

    private void lookAtTaps(@Nullable StreamPath other) {
        boolean here = audio != null && !audio.hearing().taps().isEmpty();
        boolean there = other != null
                && other.audio != null
                && !other.audio.speaking().taps().isEmpty();
        boolean changeHere = here && taps(AudioSide.HEARD).change();
        boolean changeThere =
                there && other != null && other.taps(AudioSide.SPOKEN).change();
        filtered = other != null && (changeHere || changeThere);
        if ((here || there) && !overheard && !closed) audio().wake(loop.nanos());
        overheard = (here || there) && !closed;
    }

    /** Whether somebody listens to what comes, however it is passed on. */
    boolean isOverheard() {
        return overheard;
    }

    /** Lets those who listen on either side hear this tick. */
    void overhear() {
        Hearing hearing = audio().hearing();
        int rate = hearing.rate();
        StreamPath other = bridged;
        if (other == null || transcoding || other.playback != null) return;
        StreamAudio there = other.audio;
        if (there != null) there.speaking().taps().pass(hearing.frame(), Frames.samples(rate), rate);
    }

    /** The audio, made when it is first needed. */
    private StreamAudio audio() {
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
        boolean isSpokenWith = isEndpoint() && (own.hasSent() || reception.hasBegun());
        if (!isSpokenWith) {
            reports.rest();
        } else if (reports.isDue(now)) {
            reports.write(loop.outgoing(), now);
            line.sendRtcp(loop.outgoing());
        }
        peer.watch(stream, listener, now);
    }

    private void sayGoodbye() {
        if (!reports.hasReported()) return;
        reports.writeBye(loop.outgoing(), loop.nanos());
        line.sendRtcp(loop.outgoing());
    }

    /** False if it was closed before. */
    boolean close() {
        if (closed) return false;
        closed = true;
        sayGoodbye();
        rest();
        retap();
        loop.clock().unwatch(this);
        rtp.close();
        rtcp.close();
        return true;
    }
}
