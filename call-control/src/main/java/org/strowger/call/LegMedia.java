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
import org.strowger.media.RemoteMedia;
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

    private final Supplier<MediaSession> session;
    private final InetAddress address;
    private final InetAddress peer;
    private String sessionId;
    private final List<@Nullable MediaStream> streams = new ArrayList<>();
    private int version;
    private @Nullable SessionDescription sent;
    private @Nullable SessionDescription heard;
    private CodecPolicy policy = CodecPolicy.ANY;
    private LegSecurity security = new LegSecurity(SrtpPolicy.ACCEPT);

    /** What the peer has offered and we have not answered yet. */
    private @Nullable SessionDescription open;

    /** Whether the last exchange was the peer's offer and our answer. */
    private boolean answered;

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

    /**
     * Carries on a session that other media began: what is sent next is its next version (RFC 3264 §8).
     *
     * @param agreed with the peer, under new keys of ours
     */
    void continues(SessionDescription description, LegSecurity agreed) {
        security = agreed;
        sent = description;
        sessionId = description.origin().sessionId();
        version = Integer.parseInt(description.origin().version());
    }

    /** Limits and orders the codecs of this leg, and says what becomes of encryption. Before anything is said. */
    void allows(MediaPolicy media) {
        policy = media.codecs();
        security = new LegSecurity(media.srtp());
    }

    /** What is agreed about encryption. */
    LegSecurity security() {
        return security;
    }

    /** Why an offer or answer of this leg is not secured as its policy has it; empty if it is. */
    Optional<String> objection(SessionDescription description) {
        return security.objection(description);
    }

    /** An offer of this leg's with but one of the lines between which it leaves us the choice. */
    SessionDescription chosen(SessionDescription offer) {
        return security.chosen(offer);
    }

    /** The peer has made an offer: what is relayed to it next is the answer. */
    void offered(SessionDescription offer) {
        open = offer;
    }

    /** The peer's offer has been refused. */
    void refused() {
        open = null;
    }

    /** Whether we could answer an offer on our own. */
    boolean canAnswer(SessionDescription offer) {
        return offer.media().stream().anyMatch(medium -> isAudio(medium) && isAudible(medium));
    }

    private boolean isAudible(MediaDescription medium) {
        return CodecChoice.isAudible(CodecChoice.own(medium.codecs(), policy));
    }

    private static boolean isAudio(MediaDescription medium) {
        return medium.type().equals("audio") && RelayedSdp.isRelayable(medium);
    }

    /** Whether the peer has said that it speaks any of this. */
    boolean sharesCodec(SessionDescription other) {
        SessionDescription said = heard;
        if (said == null) return true;
        for (int i = 0; i < Math.min(said.media().size(), other.media().size()); i++) {
            List<Codec> theirs = said.media().get(i).codecs();
            List<Codec> others = other.media().get(i).codecs();
            if (CodecChoice.isAudible(CodecChoice.both(theirs, others))) return true;
        }
        return false;
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

    /** How its audio has been heard so far; empty if it has none, or it is closed. */
    Optional<LegQuality> quality() {
        return audio().flatMap(stream -> LegQuality.of(stream.statistics(), spoken()));
    }

    /** Whether a stream is one of this leg's. */
    boolean owns(MediaStream stream) {
        return streams.contains(stream);
    }

    /**
     * What the other leg said, as this leg is to be told it, as an offer or as the answer to its own: at our address and ports, in codecs
     * that this leg speaks.
     *
     * @throws NoCommonCodec if there is audio in it, but none that this leg could be told of
     */
    SessionDescription relay(SessionDescription other) throws PortsExhaustedException {
        Optional<SessionDescription> offer = Optional.ofNullable(open).map(this::chosen);
        offer.ifPresent(security::offered);
        List<MediaDescription> media = new ArrayList<>();
        for (int i = 0; i < other.media().size(); i++)
            media.add(fitted(other.media().get(i), i, offer));
        offer.ifPresent(asked -> refuseRest(asked, media));
        if (other.media().stream().anyMatch(LegMedia::isAudio) && media.stream().noneMatch(LegMedia::isAudio))
            throw new NoCommonCodec("no common audio codec, and none that can be transcoded");
        for (int i = 0; i < media.size(); i++) {
            int port = RelayedSdp.isRelayable(media.get(i)) ? stream(i).local().getPort() : 0;
            media.set(i, RelayedSdp.at(media.get(i), port));
        }
        open = null;
        answered = offer.isPresent();
        SessionDescription relayed = toSend(RelayedSdp.at(other, address).withMedia(media), offer.or(this::heard));
        if (answered) tellStreams();
        return relayed;
    }

    /** An answer has a line for each of the offer's (RFC 3264 §6), also where the other leg has answered fewer. */
    private static void refuseRest(SessionDescription offer, List<MediaDescription> answer) {
        for (int i = answer.size(); i < offer.media().size(); i++)
            answer.add(offer.media().get(i).withPort(0));
    }

    /** As {@link #relay}, for an offer: what was in use before is not left out, but switched off (RFC 3264 §8.2). */
    SessionDescription relayOffer(SessionDescription other) throws PortsExhaustedException {
        open = null;
        List<MediaDescription> before = sent == null ? List.of() : sent.media();
        List<MediaDescription> media = new ArrayList<>(other.media());
        for (int i = media.size(); i < before.size(); i++)
            media.add(before.get(i).withPort(0));
        return relay(other.withMedia(media));
    }

    /** A medium of the other leg in codecs of this one; refused if there are none. */
    private MediaDescription fitted(MediaDescription medium, int index, Optional<SessionDescription> offer) {
        List<Codec> others = medium.codecs();
        if (!isAudio(medium) || others.isEmpty()) return medium;
        boolean hasOffer = offer.isPresent() && index < offer.get().media().size();
        List<Codec> codecs = hasOffer
                ? CodecChoice.answer(offer.get().media().get(index).codecs(), others, policy)
                : CodecChoice.onward(others, policy);
        if (codecs.equals(others)) return medium;
        return CodecChoice.isAudible(codecs) ? medium.withCodecs(codecs) : medium.withPort(0);
    }

    /**
     * Our own answer to an offer: its first audio, in the codecs that we speak ourselves; nothing else.
     *
     * @throws NoCommonCodec if there is no such audio
     */
    SessionDescription answer(SessionDescription offer) throws PortsExhaustedException {
        if (!canAnswer(offer)) throw new NoCommonCodec("no audio codec is offered that is spoken here");
        security.offered(offer);
        open = null;
        answered = true;
        List<MediaDescription> media = new ArrayList<>();
        boolean taken = false;
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription medium = offer.media().get(i);
            boolean take = !taken && isAudio(medium) && isAudible(medium);
            if (take)
                media.add(RelayedSdp.at(
                                medium.withCodecs(CodecChoice.own(medium.codecs(), policy)),
                                stream(i).local().getPort())
                        .withDirection(offer.directionOf(medium).reversed()));
            else media.add(RelayedSdp.at(medium, 0));
            taken |= take;
        }
        SessionDescription answer = new SessionDescription(
                origin(), "-", Optional.of(RelayedSdp.connection(address)), timeLine(), List.of(), media);
        return toSend(answer, Optional.of(offer));
    }

    /** Our own offer: audio and telephone-event. */
    SessionDescription offer() throws PortsExhaustedException {
        if (sent != null) return sent;
        MediaDescription audio = new MediaDescription(
                        "audio",
                        stream(0).local().getPort(),
                        1,
                        "RTP/AVP",
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Attribute("ptime", "20")))
                .withCodecs(CodecChoice.own(policy))
                .withDirection(Direction.SENDRECV);
        return toSend(
                new SessionDescription(
                        origin(),
                        "-",
                        Optional.of(RelayedSdp.connection(address)),
                        timeLine(),
                        List.of(),
                        List.of(audio)),
                heard());
    }

    /**
     * Takes note of what this leg says, offer or answer: its streams now know their peer.
     *
     * @throws NoCommonCodec if it is not secured as its policy has it, or its first answer takes nothing of what it was offered
     */
    void hear(SessionDescription description) throws PortsExhaustedException {
        if (open != null) security.offered(description);
        else {
            security.answered(description);
            if (heard == null && isInUse(sent) && !isInUse(description))
                throw new NoCommonCodec("nothing of what was offered is taken");
        }
        heard = description;
        tellStreams();
    }

    private static boolean isInUse(@Nullable SessionDescription description) {
        return description != null && description.media().stream().anyMatch(MediaDescription::isActive);
    }

    private void tellStreams() throws PortsExhaustedException {
        SessionDescription description = heard;
        if (description == null) return;
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            if (RelayedSdp.isRelayable(medium)) stream(i).remote(agreed(description, medium, i));
            else closeStream(i);
        }
    }

    /** What the peer takes of what we have agreed on, and under which numbers it sends. */
    private RemoteMedia agreed(SessionDescription description, MediaDescription medium, int index) {
        RemoteMedia agreed = agreedCodecs(description, medium, index);
        return security.keys(index).map(agreed::secured).orElse(agreed);
    }

    private RemoteMedia agreedCodecs(SessionDescription description, MediaDescription medium, int index) {
        RemoteMedia remote = RelayedSdp.remote(description, medium, peer, sharesPort(medium, index));
        SessionDescription ours = sent;
        if (ours == null
                || index >= ours.media().size()
                || !ours.media().get(index).isActive()) return remote;
        List<Codec> told = ours.media().get(index).codecs();
        List<Codec> both =
                answered ? CodecChoice.ordered(remote.codecs(), told) : CodecChoice.both(remote.codecs(), told);
        return CodecChoice.isAudible(both)
                ? remote.speaking(both, CodecChoice.numbered(told, remote.codecs()))
                : remote;
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

    /** The first codec that the peer has said it speaks. */
    private Optional<Codec> spoken() {
        return Optional.ofNullable(heard).stream()
                .flatMap(description -> description.media().stream())
                .filter(LegMedia::isAudio)
                .flatMap(medium -> medium.codecs().stream())
                .findFirst();
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
    private SessionDescription toSend(SessionDescription said, Optional<SessionDescription> theirs) {
        SessionDescription description =
                security.sending(theirs.map(peers -> multiplexed(said, peers)).orElse(said));
        if (sent != null) {
            if (description.withOrigin(sent.origin()).equals(sent)) return sent;
            version++;
        }
        sent = description.withOrigin(origin());
        return sent;
    }

    /** RTP and RTCP share a port wherever the leg would like that (RFC 5761 §5.1.1); we don't ask for it first, as phones are known to stumble over it. */
    private static SessionDescription multiplexed(SessionDescription description, SessionDescription theirs) {
        List<MediaDescription> media = new ArrayList<>(description.media());
        for (int i = 0; i < Math.min(media.size(), theirs.media().size()); i++) {
            boolean wanted = RelayedSdp.hasOnePort(theirs.media().get(i));
            if (wanted && RelayedSdp.isRelayable(media.get(i))) media.set(i, RelayedSdp.onOnePort(media.get(i)));
        }
        return description.withMedia(media);
    }

    /** Whether both sides have said so. */
    private boolean sharesPort(MediaDescription theirs, int index) {
        SessionDescription ours = sent;
        return RelayedSdp.hasOnePort(theirs)
                && ours != null
                && index < ours.media().size()
                && RelayedSdp.hasOnePort(ours.media().get(index));
    }

    private Origin origin() {
        var connection = RelayedSdp.connection(address);
        return new Origin("-", sessionId, Integer.toString(version), connection.addressType(), connection.address());
    }

    private static List<org.strowger.sdp.SdpLine> timeLine() {
        return List.of(new org.strowger.sdp.SdpLine('t', "0 0"));
    }
}
