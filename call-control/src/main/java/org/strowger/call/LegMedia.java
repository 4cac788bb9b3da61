package org.strowger.call;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.media.MediaStream;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SessionDescription;

/**
 * One leg's side of the media: a stream for each {@code m=} line that is in use, and the descriptions last sent and heard. Runs on the
 * call's loop.
 */
final class LegMedia implements AutoCloseable {

    private static final List<Codec> OFFERED =
            List.of(Codec.PCMU, Codec.PCMA, new Codec(101, "telephone-event", 8000, 1, "0-16"));

    private final Supplier<MediaSession> session;
    private final InetAddress address;
    private final InetAddress peer;
    private String sessionId;
    private final List<@Nullable MediaStream> streams = new ArrayList<>();
    private int version;
    private @Nullable SessionDescription sent;
    private @Nullable SessionDescription heard;

    /**
     * A leg without streams.
     *
     * @param session opened when the first stream is
     * @param address ours, that the peer is to send to
     * @param peer where its signalling comes from
     */
    LegMedia(Supplier<MediaSession> session, InetAddress address, InetAddress peer, String sessionId) {
        this.session = session;
        this.address = address;
        this.peer = peer;
        this.sessionId = sessionId;
    }

    /** Our address, toward this leg. */
    InetAddress address() {
        return address;
    }

    /** Where its signalling comes from. */
    InetAddress peer() {
        return peer;
    }

    /** Carries on a session that other media began: what is sent next is its next version (RFC 3264 §8). */
    void continues(SessionDescription description) {
        sent = description;
        sessionId = description.origin().sessionId();
        version = Integer.parseInt(description.origin().version());
    }

    /** What was last sent to this leg, offer or answer. */
    Optional<SessionDescription> sent() {
        return Optional.ofNullable(sent);
    }

    /** What this leg last said. */
    Optional<SessionDescription> heard() {
        return Optional.ofNullable(heard);
    }

    /** The first audio stream. */
    Optional<MediaStream> audio() {
        SessionDescription described = heard != null ? heard : sent;
        for (int i = 0;
                described != null && i < streams.size() && i < described.media().size();
                i++) {
            MediaStream stream = streams.get(i);
            if (stream != null && described.media().get(i).type().equals("audio")) return Optional.of(stream);
        }
        return Optional.empty();
    }

    /** Whether a stream is one of this leg's. */
    boolean owns(MediaStream stream) {
        return streams.contains(stream);
    }

    /** What the other leg said, as this leg is to be told it: at our address and ports. */
    SessionDescription relay(SessionDescription other) throws PortsExhaustedException {
        List<MediaDescription> media = new ArrayList<>();
        for (int i = 0; i < other.media().size(); i++) {
            MediaDescription medium = other.media().get(i);
            int port = RelayedSdp.isRelayable(medium) ? stream(i).local().getPort() : 0;
            media.add(RelayedSdp.at(medium, port));
        }
        return toSend(RelayedSdp.at(other, address).withMedia(media));
    }

    /** As {@link #relay}, for an offer: what was in use before is not left out, but switched off (RFC 3264 §8.2). */
    SessionDescription relayOffer(SessionDescription other) throws PortsExhaustedException {
        List<MediaDescription> before = sent == null ? List.of() : sent.media();
        List<MediaDescription> media = new ArrayList<>(other.media());
        for (int i = media.size(); i < before.size(); i++)
            media.add(before.get(i).withPort(0));
        return relay(other.withMedia(media));
    }

    /** Our own answer to an offer: G.711 audio where it is offered, otherwise its audio as it is (for echo); nothing else. */
    SessionDescription answer(SessionDescription offer) throws PortsExhaustedException {
        List<MediaDescription> media = new ArrayList<>();
        boolean taken = false;
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription medium = offer.media().get(i);
            boolean take = !taken && medium.type().equals("audio") && RelayedSdp.isRelayable(medium);
            if (take)
                media.add(RelayedSdp.at(
                                medium.withCodecs(ours(medium.codecs())),
                                stream(i).local().getPort())
                        .withDirection(offer.directionOf(medium).reversed()));
            else media.add(RelayedSdp.at(medium, 0));
            taken |= take;
        }
        SessionDescription answer = new SessionDescription(
                origin(), "-", Optional.of(RelayedSdp.connection(address)), timeLine(), List.of(), media);
        return toSend(answer);
    }

    /** Our own offer: G.711 audio and telephone-event. */
    SessionDescription offer() throws PortsExhaustedException {
        if (sent != null) return sent;
        MediaDescription audio = new MediaDescription(
                        "audio",
                        stream(0).local().getPort(),
                        1,
                        "RTP/AVP",
                        List.of("0", "8"),
                        Optional.empty(),
                        List.of(),
                        List.of(new Attribute("ptime", "20")))
                .withCodecs(OFFERED)
                .withDirection(Direction.SENDRECV);
        return toSend(new SessionDescription(
                origin(), "-", Optional.of(RelayedSdp.connection(address)), timeLine(), List.of(), List.of(audio)));
    }

    /** Takes note of what this leg says, offer or answer: its streams now know their peer. */
    void hear(SessionDescription description) throws PortsExhaustedException {
        heard = description;
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            if (RelayedSdp.isRelayable(medium)) stream(i).remote(RelayedSdp.remote(description, medium, peer));
            else closeStream(i);
        }
    }

    /** Lets the two legs hear each other. */
    void bridge(LegMedia other) {
        for (int i = 0; i < streams.size() && i < other.streams.size(); i++) {
            MediaStream mine = streams.get(i);
            MediaStream theirs = other.streams.get(i);
            if (mine != null && theirs != null) session.get().bridge(mine, theirs);
        }
    }

    /** Ends the bridge of this leg. */
    void unbridge() {
        for (MediaStream stream : streams) if (stream != null) session.get().unbridge(stream);
    }

    @Override
    public void close() {
        for (int i = 0; i < streams.size(); i++) closeStream(i);
    }

    private MediaStream stream(int index) throws PortsExhaustedException {
        while (streams.size() <= index) streams.add(null);
        MediaStream existing = streams.get(index);
        if (existing != null) return existing;
        MediaStream opened = session.get().stream(address);
        streams.set(index, opened);
        return opened;
    }

    private void closeStream(int index) {
        if (index >= streams.size()) return;
        MediaStream stream = streams.set(index, null);
        if (stream != null) stream.close();
    }

    // RFC 3264 §8: the version grows by one when the description changes, and only then.
    private SessionDescription toSend(SessionDescription description) {
        if (sent != null) {
            if (description.withOrigin(sent.origin()).equals(sent)) return sent;
            version++;
        }
        sent = description.withOrigin(origin());
        return sent;
    }

    private Origin origin() {
        var connection = RelayedSdp.connection(address);
        return new Origin("-", sessionId, Integer.toString(version), connection.addressType(), connection.address());
    }

    private static List<org.strowger.sdp.SdpLine> timeLine() {
        return List.of(new org.strowger.sdp.SdpLine('t', "0 0"));
    }

    private static List<Codec> ours(List<Codec> offered) {
        List<Codec> common = offered.stream()
                .filter(codec -> codec.sameFormat(Codec.PCMU)
                        || codec.sameFormat(Codec.PCMA)
                        || (codec.isTelephoneEvent() && codec.clockRate() == 8000))
                .toList();
        boolean audible = common.stream().anyMatch(codec -> !codec.isTelephoneEvent());
        return audible ? common : offered;
    }
}
