package org.strowger.testkit.phone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.Codec;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SdpLine;
import org.strowger.sdp.SessionDescription;

/** A phone's side of offer and answer: one audio medium, G.711 both ways and telephone-event unless told otherwise. */
public final class PhoneSdp {

    private final PhoneAudio audio;
    private List<Codec> codecs = List.of(Codec.PCMU, Codec.PCMA, new Codec(101, "telephone-event", 8000, 1, "0-16"));
    private int version;
    private @Nullable SessionDescription heard;

    PhoneSdp(PhoneAudio audio) {
        this.audio = audio;
    }

    /** What it offers and takes from now on. */
    public void speaks(List<Codec> others) {
        codecs = List.copyOf(others);
    }

    /** From now on it knows no telephone-event. */
    public void withoutEvents() {
        codecs = List.of(Codec.PCMU, Codec.PCMA);
    }

    public Optional<SessionDescription> heard() {
        return Optional.ofNullable(heard);
    }

    void hear(SessionDescription description) {
        heard = description;
        for (MediaDescription medium : description.media())
            if (medium.type().equals("audio") && medium.isActive()) {
                var connection = description.connectionOf(medium);
                connection.ifPresent(at -> audio.agreed(
                        new InetSocketAddress(InetAddress.ofLiteral(at.address()), medium.port()), medium.codecs()));
            }
    }

    SessionDescription offer(Direction direction) {
        MediaDescription medium = new MediaDescription(
                        "audio",
                        audio.address().getPort(),
                        1,
                        "RTP/AVP",
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of())
                .withCodecs(codecs)
                .withDirection(direction);
        return describe(List.of(medium));
    }

    /** What it has, and video that it pretends to have. */
    SessionDescription offerWithVideo() {
        SessionDescription audio = offer(Direction.SENDRECV);
        MediaDescription video = audio.media().getFirst();
        List<MediaDescription> both = new java.util.ArrayList<>(audio.media());
        both.add(new MediaDescription(
                "video", video.port() + 2, 1, "RTP/AVP", List.of("96"), Optional.empty(), List.of(), List.of()));
        return audio.withMedia(both);
    }

    SessionDescription answer(SessionDescription offer) {
        hear(offer);
        List<MediaDescription> media = offer.media().stream()
                .map(medium -> isTaken(medium) ? taken(offer, medium) : medium.withPort(0))
                .toList();
        return describe(media);
    }

    /** It knows nothing of encryption. */
    private static boolean isTaken(MediaDescription medium) {
        return medium.type().equals("audio")
                && medium.isActive()
                && medium.protocol().startsWith("RTP/AVP");
    }

    private MediaDescription taken(SessionDescription offer, MediaDescription medium) {
        List<Codec> common = medium.codecs().stream()
                .filter(codec -> codecs.stream().anyMatch(codec::sameFormat))
                .toList();
        return medium.without("crypto")
                .withCodecs(common)
                .withPort(audio.address().getPort())
                .withConnection(Optional.empty())
                .withDirection(offer.directionOf(medium).reversed());
    }

    private SessionDescription describe(List<MediaDescription> media) {
        String address = audio.address().getAddress().getHostAddress();
        return new SessionDescription(
                new Origin("-", "1", Integer.toString(++version), "IP4", address),
                "-",
                Optional.of(new ConnectionData("IP4", address)),
                List.of(new SdpLine('t', "0 0")),
                List.of(),
                media);
    }
}
