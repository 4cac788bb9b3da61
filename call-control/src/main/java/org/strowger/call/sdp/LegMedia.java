package org.strowger.call.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.call.event.LegQuality;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.MediaPolicy;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SessionDescription;

/**
 * One leg's side of the media: a stream for each {@code m=} line that both sides take, and the descriptions last sent
 * and heard. Between {@link #propose} and {@link #commit} or {@link #rollback} all that is said is a proposal, of which
 * the streams know nothing. Runs on the call's loop.
 */
public final class LegMedia implements AutoCloseable {

    /** Streams of a leg: sound, pictures, slides and text. Further lines are refused: port 0 (RFC 3264 §6). */
    static final int MOST_STREAMS = 4;

    private final InetAddress address;
    private final InetAddress peer;
    private String sessionId;
    private final LegStreams streams;
    private int version;
    private @Nullable SessionDescription sent;
    private @Nullable SessionDescription heard;
    private CodecPolicy policy = CodecPolicy.ANY;
    private RelayedLines lines = new RelayedLines(policy);
    private LegSecurity security = new LegSecurity(MediaPolicy.ANY);

    /** What the peer has offered and we have not answered yet. */
    private @Nullable SessionDescription open;
    /** Whether the last exchange was the peer's offer and our answer. */
    private boolean answered;

    /** Whether the peer has put the other party on hold. */
    private boolean holding;

    /** Whether the peer is known to be where its messages say that they come from. */
    private boolean proven = true;

    /** What stands for as long as what has been said since is a proposal. */
    private Optional<Agreement> standing = Optional.empty();

    /**
     * A leg without streams.
     *
     * @param session opened when the first stream is
     * @param address ours, that the peer is to send to
     * @param peer where its signalling comes from
     */
    public LegMedia(Supplier<MediaSession> session, InetAddress address, InetAddress peer, String sessionId) {
        this.streams = new LegStreams(session, address);
        this.address = address;
        this.peer = peer;
        this.sessionId = sessionId;
    }

    /** Our address, toward this leg. */
    public InetAddress address() {
        return address;
    }

    /** Where its signalling comes from. */
    public InetAddress peer() {
        return peer;
    }

    /**
     * Carries on a session that other media began, at ports of its own: what is sent next is its next version (RFC 3264
     * §8).
     *
     * @param agreed with the peer, under new keys of ours
     */
    public void continues(SessionDescription description, LegSecurity agreed) throws NoPort {
        for (int i = 0; i < Math.min(description.media().size(), MOST_STREAMS); i++)
            if (description.media().get(i).isActive()) streams.open(agreed.portOf(description.media(), i));
        security = agreed;
        sent = description;
        sessionId = description.origin().sessionId();
        version = Integer.parseInt(description.origin().version());
    }

    /** Limits and orders the codecs of this leg, and says what becomes of encryption. Before anything is said. */
    public void allows(MediaPolicy media) {
        policy = media.codecs();
        lines = new RelayedLines(policy);
        security = new LegSecurity(media);
    }

    /** What is agreed about encryption. */
    public LegSecurity security() {
        return security;
    }

    /** Why an offer or answer of this leg is not secured as its policy has it; empty if it is. */
    public Optional<String> objection(SessionDescription description) {
        return security.objection(description);
    }

    /** An offer of this leg's with but one of the lines between which it leaves us the choice. */
    public SessionDescription chosen(SessionDescription offer) {
        return security.chosen(offer);
    }

    /** The peer has made an offer: what is relayed to it next is the answer. */
    public void offered(SessionDescription offer) {
        open = offer;
    }

    /** Nothing is sent to the peer until it has shown that it gets our answers. */
    public void awaitsProof() {
        proven = false;
    }

    /** It gets them. */
    public void proven() {
        if (proven) return;
        proven = true;
        settle();
    }

    public boolean isProven() {
        return proven;
    }

    /** What is said from now on is a proposal: the streams go on as they are. */
    public void propose() {
        if (standing.isPresent()) return;
        standing = Optional.of(new Agreement(said(), open, version, security.copy(), streams.all()));
    }

    /** Whether what was said last may still be refused. */
    public boolean isProposing() {
        return standing.isPresent();
    }

    /** The proposal has been agreed on. */
    public void commit() {
        standing = Optional.empty();
        if (said().tellsOfHold()) holding = said().isHold();
        tellStreams();
    }

    /** Whether the peer has put the other party on hold: it takes no sound (RFC 3264 §8.4). */
    public boolean isHolding() {
        return holding;
    }

    /** Whether the peer takes sound, and we have said that we send some. */
    public boolean isListening() {
        return said().isListening();
    }

    /**
     * The proposal has been refused: all is as if nothing had been said (RFC 3261 §14.1, RFC 3264 §8), and ports that
     * were taken for it are given back.
     */
    public void rollback() {
        Agreement before = standing.orElse(null);
        if (before == null) return;
        standing = Optional.empty();
        sent = before.said().sent();
        heard = before.said().heard();
        answered = before.said().answered();
        open = before.open();
        version = before.version();
        security = before.security();
        streams.closeAllBut(before.streams());
    }

    /**
     * Takes the ports that it needs to answer what this leg offers, or to offer something itself, before anybody is
     * asked to ring for it.
     */
    public void reserve(Optional<SessionDescription> offer) throws NoPort {
        List<MediaDescription> media =
                offer.map(this::chosen).map(SessionDescription::media).orElse(List.of());
        if (media.isEmpty()) streams.open(0);
        int taken = 0;
        for (int i = 0; i < media.size(); i++)
            if (RelayedSdp.isRelayable(media.get(i)) && taken++ < MOST_STREAMS) streams.open(security.portOf(media, i));
    }

    /** Whether we could answer an offer on our own. */
    public boolean canAnswer(SessionDescription offer) {
        return offer.media().stream().anyMatch(medium -> RelayedLines.isAudio(medium) && lines.isAudible(medium));
    }

    /** Whether the peer has said that it speaks any of this. */
    public boolean sharesCodec(SessionDescription other) {
        return said().sharesCodec(other);
    }

    /** What was last sent to this leg, offer or answer. */
    public Optional<SessionDescription> sent() {
        return Optional.ofNullable(sent);
    }

    /** What this leg last said. */
    public Optional<SessionDescription> heard() {
        return Optional.ofNullable(heard);
    }

    /** The first audio stream. */
    public Optional<MediaStream> audio() {
        SessionDescription described = heard != null ? heard : sent;
        if (described == null) return Optional.empty();
        for (int i = 0; i < described.media().size(); i++)
            if (described.media().get(i).type().equals("audio") && streams.at(i).isPresent()) return streams.at(i);
        return Optional.empty();
    }

    /** How its audio has been heard so far; empty if it has none, or it is closed. */
    public Optional<LegQuality> quality() {
        return audio().flatMap(stream -> LegQuality.of(stream.statistics(), heard().flatMap(AgreedCodecs::spoken)));
    }

    /** Whether a stream is one of this leg's. */
    public boolean owns(MediaStream stream) {
        return streams.holds(stream);
    }

    /**
     * What the other leg said, as this leg is to be told it, as an offer or as the answer to its own: at our address
     * and ports, in codecs that this leg speaks.
     *
     * @throws NoCommonCodec if there is audio in it, or anything at all, but nothing that this leg could be told of
     */
    public SessionDescription relay(SessionDescription other) throws NoPort, NoCommonCodec {
        Optional<SessionDescription> offer = Optional.ofNullable(open).map(this::chosen);
        if (offer.isPresent()) security.offered(offer.get());
        BrowserSdp.Pictures pictures = security.pictures(other);
        SessionDescription said = BrowserSdp.plain(other, pictures);
        List<MediaDescription> media =
                offer.map(asked -> lines.answers(asked, said)).orElseGet(() -> lines.offers(said));
        security.refuseExcess(media, pictures);
        RelayedLines.requireSomething(said, media);
        for (int i = 0; i < media.size(); i++) {
            int port = RelayedSdp.isRelayable(media.get(i))
                    ? streams.open(security.portOf(media, i)).local().getPort()
                    : 0;
            media.set(i, RelayedSdp.at(media.get(i), port));
        }
        open = null;
        answered = offer.isPresent();
        SessionDescription relayed = toSend(RelayedSdp.at(said, address).withMedia(media), offer.or(this::heard));
        if (answered) settle();
        return relayed;
    }

    /** As {@link #relay}, for an offer: what was in use before is not left out, but switched off (RFC 3264 §8.2). */
    public SessionDescription relayOffer(SessionDescription other) throws NoPort, NoCommonCodec {
        open = null;
        List<MediaDescription> before = sent == null ? List.of() : sent.media();
        List<MediaDescription> media = new ArrayList<>(other.media());
        for (int i = media.size(); i < before.size(); i++)
            media.add(before.get(i).withPort(0));
        return relay(other.withMedia(media));
    }

    /**
     * Our own answer to an offer: its first audio, in the codecs that we speak ourselves; nothing else.
     *
     * @throws NoCommonCodec if there is no such audio
     */
    public SessionDescription answer(SessionDescription offer) throws NoPort, NoCommonCodec {
        if (!canAnswer(offer)) throw new NoCommonCodec("no audio codec is offered that is spoken here");
        security.offered(offer);
        open = null;
        answered = true;
        SessionDescription answer = own().answer(offer, lines);
        return toSend(answer, Optional.of(offer));
    }

    /** Our own offer: audio and telephone-event. */
    public SessionDescription offer() throws NoPort {
        if (sent != null) return sent;
        return toSend(own().offer(), heard());
    }

    private OwnDescription own() {
        return new OwnDescription(origin(Optional.empty()), address, policy, streams);
    }

    /**
     * Takes note of what this leg says, offer or answer: its streams now know their peer.
     *
     * @throws NoCommonCodec if it is not secured as its policy has it, or its first answer takes nothing of what it was
     *     offered
     */
    public void hear(SessionDescription description) throws NoCommonCodec {
        if (open != null) {
            security.offered(description);
            heard = description;
            return; // the streams are told with our answer
        }
        Optional<String> objection = said().objectionToAnswer(description);
        if (objection.isPresent()) throw new NoCommonCodec(objection.get());
        SessionDescription answer = sent == null ? description : RelayedSdp.shortened(description, sent);
        security.answered(answer);
        heard = answer;
        settle();
    }

    /** Why this can't be the first that a leg answers to our offer; empty if it can. */
    public Optional<String> objectionToFirst(SessionDescription answer) {
        return objection(answer).or(() -> said().objectionToAnswer(answer));
    }

    /** Lets the streams know what has been said, unless that is a proposal. */
    private void settle() {
        if (standing.isEmpty()) tellStreams();
    }

    /** A line that one side has refused needs no port (RFC 3264 §6). */
    private void tellStreams() {
        if (heard == null || sent == null || !proven) return;
        OfferAnswer said = said();
        for (int i = 0; i < streams.size(); i++) {
            if (!said.takes(i)) streams.close(i);
            else if (streams.at(i).isPresent()) streams.at(i).get().remote(remote(said, i));
        }
    }

    private RemoteMedia remote(OfferAnswer said, int index) {
        RemoteMedia remote = security.secured(said.agreed(index, peer), index);
        return security.pictures(said, index).map(remote::showing).orElse(remote);
    }

    private OfferAnswer said() {
        return new OfferAnswer(sent, heard, answered);
    }

    /** Lets the two legs hear each other. */
    public void bridge(LegMedia other) {
        streams.bridge(other.streams);
    }

    /** Ends the bridge of this leg. */
    public void unbridge() {
        streams.unbridge();
    }

    @Override
    public void close() {
        streams.close();
    }

    // RFC 3264 §8: the version grows by one when the description changes, and only then.
    private SessionDescription toSend(SessionDescription said, Optional<SessionDescription> theirs) {
        SessionDescription description = security.sending(
                theirs.map(peers -> RelayedLines.multiplexed(said, peers)).orElse(said));
        if (sent != null) {
            if (description.withOrigin(sent.origin()).equals(sent)) return sent;
            version++;
        }
        sent = description.withOrigin(origin(description.connection()));
        return sent;
    }

    private Origin origin(Optional<ConnectionData> said) {
        var connection = RelayedSdp.connection(address, said);
        return new Origin("-", sessionId, Integer.toString(version), connection.addressType(), connection.address());
    }
}
