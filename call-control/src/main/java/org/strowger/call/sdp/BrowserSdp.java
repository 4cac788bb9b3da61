package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** What a browser says, as anybody may be told it: its first audio. What others say is left as it is. */
    static SessionDescription plain(SessionDescription description) {
        if (description.media().stream().noneMatch(MediaDescription::isOverDtls)) return description;
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription medium : description.media()) media.add(plain(medium));
        refuseAllButFirstAudio(media);
        return description
                .without(OF_A_BROWSER)
                .withConnection(known(description.connection()))
                .withMedia(media);
    }

    /** That it knows no address yet is no hold (RFC 8839 §4.3.1.1), and must not be read as one. */
    private static Optional<ConnectionData> known(Optional<ConnectionData> said) {
        return said.filter(connection -> !connection.isUnspecified());
    }

    private static MediaDescription plain(MediaDescription medium) {
        if (!medium.isOverDtls()) return medium.without(OF_A_BROWSER);
        List<Codec> audio = medium.codecs().stream()
                .filter(codec -> !codec.name().equalsIgnoreCase("red"))
                .toList();
        return medium.withCodecs(audio)
                .withProtocol("RTP/AVP")
                .withConnection(known(medium.connection()))
                .without(OF_A_BROWSER);
    }

    /** Of what a browser offers its first audio is taken. */
    static void refuseExcess(List<MediaDescription> media) {
        if (media.stream().anyMatch(medium -> medium.isActive() && medium.isOverDtls())) refuseAllButFirstAudio(media);
    }

    static void refuseAllButFirstAudio(List<MediaDescription> media) {
        boolean taken = false;
        for (int i = 0; i < media.size(); i++) {
            boolean take =
                    !taken && media.get(i).isActive() && media.get(i).type().equals("audio");
            if (!take) media.set(i, media.get(i).withPort(0));
            taken |= take;
        }
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
