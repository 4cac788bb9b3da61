package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strowger.rtp.video.VideoTypes;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Codec;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.webrtc.Fingerprint;
import org.strowger.webrtc.IceCredentials;

/** How a browser describes its media (RFC 8829), and how the same is said to others, who know nothing of that. */
final class BrowserSdp {

    /** RFC 5764 §8. */
    static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    /** What stands for a port that isn't known (RFC 8840 §4.1.1). */
    private static final int ANY_PORT = 9;

    /** What is between the browser and us alone: its transport, and what only WebRTC knows. */
    private static final String[] OF_A_BROWSER = {
        "bundle-only",
        "candidate",
        "end-of-candidates",
        "extmap",
        "extmap-allow-mixed",
        "fingerprint",
        "group",
        "ice-lite",
        "ice-options",
        "ice-pwd",
        "ice-ufrag",
        "identity",
        "mid",
        "msid",
        "msid-semantic",
        "rid",
        "rtcp",
        "rtcp-fb",
        "rtcp-mux",
        "rtcp-mux-only",
        "rtcp-rsize",
        "setup",
        "simulcast",
        "ssrc",
        "ssrc-group",
        "tls-id"
    };

    private BrowserSdp() {}

    /** Whether a browser's pictures are told of. */
    enum Pictures {
        KEPT,
        LEFT_OUT
    }

    /**
     * What a browser says, as anybody may be told it: its first audio, and for another browser the pictures that travel
     * with it. What others say is left as it is.
     */
    static SessionDescription plain(SessionDescription description, Pictures pictures) {
        if (description.media().stream().noneMatch(MediaDescription::isOverDtls)) return description;
        OptionalInt shown = pictures == Pictures.KEPT ? pictures(description) : OptionalInt.empty();
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription medium : description.media()) media.add(plain(medium));
        refuseAllButFirstAudio(media, shown);
        return description
                .without(OF_A_BROWSER)
                .withConnection(known(description.connection()))
                .withMedia(media);
    }

    /**
     * The line of the pictures that travel on the port of a browser's first audio (RFC 9143); empty if there are none,
     * if they are offered a port of their own, or in no format that is carried. Payload types tell the two apart, so
     * they must not share any (§9.2).
     */
    static OptionalInt pictures(SessionDescription description) {
        List<MediaDescription> media = description.media();
        Optional<MediaDescription> sound = media.stream()
                .filter(medium -> medium.isActive() && medium.type().equals("audio"))
                .findFirst();
        for (int i = 0; i < media.size(); i++) {
            MediaDescription medium = media.get(i);
            if (!medium.type().equals("video") || !isOpen(medium)) continue;
            boolean isCarried = sound.isPresent()
                    && areBundled(description, sound.get(), medium)
                    && !VideoTypes.carried(medium.codecs()).isEmpty()
                    && Collections.disjoint(sound.get().formats(), medium.formats());
            return isCarried ? OptionalInt.of(i) : OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** Whether a line is offered; one that may only travel with another has no port of its own (RFC 9143 §6). */
    private static boolean isOpen(MediaDescription medium) {
        return medium.isOverDtls()
                && (medium.isActive() || medium.attribute("bundle-only").isPresent());
    }

    private static boolean areBundled(SessionDescription description, MediaDescription one, MediaDescription other) {
        Optional<String> first = one.attribute("mid").map(String::strip);
        Optional<String> second = other.attribute("mid").map(String::strip);
        if (first.isEmpty() || second.isEmpty()) return false;
        return description.attributes().stream()
                .filter(BrowserSdp::isBundle)
                .map(group -> List.of(group.value().strip().split(" +")))
                .anyMatch(names -> names.contains(first.get()) && names.contains(second.get()));
    }

    static boolean isBundle(Attribute attribute) {
        return attribute.name().equalsIgnoreCase("group") && attribute.value().startsWith("BUNDLE");
    }

    /** That it knows no address yet is no hold (RFC 8839 §4.3.1.1), and must not be read as one. */
    private static Optional<ConnectionData> known(Optional<ConnectionData> said) {
        return said.filter(connection -> !connection.isUnspecified());
    }

    private static MediaDescription plain(MediaDescription medium) {
        if (!medium.isOverDtls()) return medium.without(OF_A_BROWSER);
        return medium.withCodecs(medium.type().equals("video") ? VideoTypes.carried(medium.codecs()) : audio(medium))
                .withProtocol("RTP/AVP")
                .withConnection(known(medium.connection()))
                .without(OF_A_BROWSER);
    }

    private static List<Codec> audio(MediaDescription medium) {
        return medium.codecs().stream()
                .filter(codec -> !codec.name().equalsIgnoreCase("red"))
                .toList();
    }

    /** Of what a browser offers its first audio is taken, and the pictures that travel with it. */
    static void refuseExcess(SessionDescription offer, List<MediaDescription> media) {
        if (media.stream().anyMatch(medium -> medium.isActive() && medium.isOverDtls()))
            refuseAllButFirstAudio(media, pictures(offer));
    }

    /** @param pictures the line that travels with the audio */
    static void refuseAllButFirstAudio(List<MediaDescription> media, OptionalInt pictures) {
        boolean taken = false;
        for (int i = 0; i < media.size(); i++) {
            MediaDescription medium = media.get(i);
            boolean take = !taken && medium.isActive() && medium.type().equals("audio");
            taken |= take;
            if (pictures.isPresent() && pictures.getAsInt() == i) media.set(i, opened(medium));
            else if (!take) media.set(i, medium.withPort(0));
        }
    }

    private static MediaDescription opened(MediaDescription medium) {
        return medium.isActive() ? medium : medium.withPort(ANY_PORT);
    }

    /** The first line of pictures that is in use. */
    static OptionalInt firstPictures(List<MediaDescription> media) {
        return IntStream.range(0, media.size())
                .filter(i -> media.get(i).isActive() && media.get(i).type().equals("video"))
                .findFirst();
    }

    /** A line that is refused, with nothing but its name (RFC 8829 §5.3.1). */
    static MediaDescription refused(MediaDescription medium) {
        Optional<String> name = medium.attribute("mid");
        MediaDescription bare =
                medium.withPort(0).withConnection(Optional.empty()).withAttributes(List.of());
        return name.map(mid -> bare.with(new Attribute("mid", mid))).orElse(bare);
    }

    /** A transport attribute of a line, or of the session for all lines (RFC 8839 §5.4, RFC 8122 §5). */
    static Optional<String> attribute(SessionDescription description, MediaDescription medium, String name) {
        return medium.attribute(name).or(() -> description.attribute(name));
    }

    static Optional<IceCredentials> credentials(SessionDescription description, MediaDescription medium) {
        String ufrag = attribute(description, medium, "ice-ufrag").orElse("").strip();
        String password = attribute(description, medium, "ice-pwd").orElse("").strip();
        return IceCredentials.areValid(ufrag, password)
                ? Optional.of(new IceCredentials(ufrag, password))
                : Optional.empty();
    }

    /** All that are told and can be believed: those of the line, else the session's. */
    static Set<Fingerprint> fingerprints(SessionDescription description, MediaDescription medium) {
        Set<Fingerprint> own = fingerprints(medium.attributes());
        return own.isEmpty() ? fingerprints(description.attributes()) : own;
    }

    private static Set<Fingerprint> fingerprints(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equalsIgnoreCase("fingerprint"))
                .flatMap(attribute -> Fingerprint.parse(attribute.value()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
