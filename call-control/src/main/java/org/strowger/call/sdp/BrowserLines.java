package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.strowger.directory.BrowserPolicy;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.video.VideoReports;
import org.strowger.rtp.video.VideoSources;
import org.strowger.rtp.video.VideoTypes;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Codec;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.Direction;
import org.strowger.sdp.IceCandidate;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.webrtc.DtlsIdentity;
import org.strowger.webrtc.DtlsRole;
import org.strowger.webrtc.Fingerprint;
import org.strowger.webrtc.IceCredentials;
import org.strowger.webrtc.PeerTerms;

/**
 * A leg's lines that travel as a browser's do: what both have said of ICE and DTLS, and how our side of it is written
 * (RFC 8829 §5, as a lite side of RFC 8445). Runs on the call's loop.
 */
final class BrowserLines {

    /** A host's, by RFC 8445 §5.1.2.1, with the one address that we have. */
    private static final long PRIORITY = 2_130_706_431L;

    /** So that pages which look for a stream find one. */
    private static final String STREAM = "strowger";

    /** Of pictures: which packets are missing, and that a new picture is wanted (RFC 4585 §4.2, RFC 5104 §7.1). */
    private static final List<String> FEEDBACK = List.of("nack", "nack pli", "ccm fir");

    private final BrowserPolicy policy;
    /** Of most legs nothing, and nothing is held for them. */
    private Map<Integer, Line> lines = Map.of();

    /** Its pictures, which travel with its sound. */
    private Optional<Pictures> pictures = Optional.empty();

    private boolean reached;
    /** Whether the peer has said how its media travel: who has said so in the clear isn't offered anything else. */
    private boolean heard;
    /** Whether what is sent next answers what was offered. */
    private boolean answering;
    /** Whether the peer's latest offer bundles its lines. */
    private boolean bundles;
    /**
     * Where the media of a leg goes on elsewhere, the browser must see another certificate, or it would keep its keys
     * (RFC 8842 §4).
     */
    private Optional<DtlsIdentity> identity = Optional.empty();

    BrowserLines(BrowserPolicy policy) {
        this.policy = policy;
    }

    /**
     * A line.
     *
     * @param protocol the peer's word for it
     * @param name its {@code mid}
     * @param terms empty until both have spoken
     */
    private record Line(String protocol, String name, IceCredentials ours, Optional<PeerTerms> terms) {

        Line agreed(PeerTerms newTerms) {
            return new Line(protocol, name, ours, Optional.of(newTerms));
        }
    }

    /**
     * The line of its pictures.
     *
     * @param name its {@code mid}
     */
    private record Pictures(int index, String protocol, String name, VideoSources sources) {}

    /** The leg has come by what only browsers do. */
    void isReached() {
        reached = true;
    }

    BrowserLines copy() {
        BrowserLines copied = new BrowserLines(policy);
        copied.lines = lines.isEmpty() ? lines : new HashMap<>(lines);
        copied.pictures = pictures;
        copied.reached = reached;
        copied.heard = heard;
        copied.answering = answering;
        copied.bundles = bundles;
        copied.identity = identity;
        return copied;
    }

    /** The same for media that goes on at other ports: another handshake, and nothing known of it yet. */
    BrowserLines moved() {
        BrowserLines moved = new BrowserLines(policy);
        moved.pictures =
                pictures.map(shown -> new Pictures(shown.index, shown.protocol, shown.name, VideoSources.random()));
        moved.reached = reached;
        moved.heard = heard;
        if (!lines.isEmpty()) moved.identity = Optional.of(DtlsIdentity.create());
        lines.forEach((index, line) ->
                moved.put(index, new Line(line.protocol, line.name, IceCredentials.random(), Optional.empty())));
        return moved;
    }

    /** Why a browser's lines can't be taken; empty if there are none, or they can. */
    Optional<String> objection(SessionDescription description) {
        for (MediaDescription medium : description.media()) {
            if (!isBrowsers(medium) || isVideo(medium)) continue;
            Optional<String> objection = objection(description, medium);
            if (objection.isPresent()) return objection;
        }
        return Optional.empty();
    }

    private Optional<String> objection(SessionDescription description, MediaDescription medium) {
        if (policy == BrowserPolicy.OFF) return Optional.of("media of browsers are not allowed here");
        if (BrowserSdp.fingerprints(description, medium).isEmpty())
            return Optional.of("no fingerprint of a certificate by SHA-256 is told");
        if (BrowserSdp.credentials(description, medium).isEmpty())
            return Optional.of("ICE is missing, or its credentials are none");
        if (medium.attribute("rtcp-mux").isEmpty()) return Optional.of("RTP and RTCP must share a port: rtcp-mux");
        if (description.attribute("ice-lite").isPresent())
            return Optional.of("both sides are lite, and neither would look for the other (RFC 8445 §2.5)");
        return setup(description, medium).equals("holdconn")
                ? Optional.of("no connection is wanted: setup:holdconn")
                : Optional.empty();
    }

    private static boolean isBrowsers(MediaDescription medium) {
        return RelayedSdp.isRelayable(medium) && medium.isOverDtls();
    }

    private static boolean isVideo(MediaDescription medium) {
        return medium.type().equals("video");
    }

    private static String setup(SessionDescription description, MediaDescription medium) {
        return BrowserSdp.attribute(description, medium, "setup")
                .orElse("active")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Takes note of an offer to which there is no objection. */
    void offered(SessionDescription offer) {
        answering = true;
        bundles = offer.attributes().stream().anyMatch(BrowserSdp::isBundle);
        take(offer);
    }

    /** Takes note of an answer; a line that has been answered in the clear is no browser's. */
    void answered(SessionDescription answer) {
        answering = false;
        if (!lines.isEmpty()) lines.keySet().removeIf(index -> isInTheClear(answer, index));
        take(answer);
    }

    private static boolean isInTheClear(SessionDescription answer, int index) {
        if (index >= answer.media().size()) return false;
        MediaDescription medium = answer.media().get(index);
        return RelayedSdp.isRelayable(medium) && !medium.isOverDtls();
    }

    private Line put(int index, Line line) {
        if (lines.isEmpty()) lines = HashMap.newHashMap(1);
        lines.put(index, line);
        return line;
    }

    private void take(SessionDescription description) {
        heard = true;
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            if (isBrowsers(medium) && !isVideo(medium)) take(description, medium, i);
        }
        BrowserSdp.pictures(description)
                .ifPresent(index -> takePictures(index, description.media().get(index)));
    }

    private void takePictures(int index, MediaDescription medium) {
        VideoSources sources = pictures.filter(known -> known.index == index)
                .map(Pictures::sources)
                .orElseGet(VideoSources::random);
        String name = medium.attribute("mid").map(String::strip).orElse(Integer.toString(index));
        pictures = Optional.of(new Pictures(index, medium.protocol(), name, sources));
    }

    private void take(SessionDescription description, MediaDescription medium, int index) {
        Optional<IceCredentials> theirs = BrowserSdp.credentials(description, medium);
        Set<Fingerprint> fingerprints = BrowserSdp.fingerprints(description, medium);
        if (theirs.isEmpty() || fingerprints.isEmpty()) return;
        Line known = lines.get(index);
        Line line = known == null || restarts(known, theirs.get()) ? begun(medium, index) : known;
        put(
                index,
                line.agreed(new PeerTerms(
                        line.ours,
                        theirs.get(),
                        fingerprints,
                        role(Optional.ofNullable(known), fingerprints, setup(description, medium)),
                        identity.orElseGet(DtlsIdentity::ofProcess))));
    }

    /**
     * RFC 8839 §4.4.1.1.1: whoever restarts ICE is answered with new credentials. An answer can't: where another fork
     * gives it, it is to the credentials that we have offered.
     */
    private boolean restarts(Line known, IceCredentials theirs) {
        return answering
                && known.terms.filter(terms -> !terms.theirs().equals(theirs)).isPresent();
    }

    private static Line begun(MediaDescription medium, int index) {
        String name = medium.attribute("mid").map(String::strip).orElse(Integer.toString(index));
        return new Line(medium.protocol(), name, IceCredentials.random(), Optional.empty());
    }

    /** RFC 8842 §5.3: as it was, for as long as the handshake is the same; else we wait, unless the peer does. */
    private static DtlsRole role(Optional<Line> known, Set<Fingerprint> fingerprints, String setup) {
        if (setup.equals("passive")) return DtlsRole.CLIENT;
        if (setup.equals("active")) return DtlsRole.SERVER;
        return known.flatMap(Line::terms)
                .filter(terms -> terms.fingerprints().equals(fingerprints))
                .map(PeerTerms::role)
                .orElse(DtlsRole.SERVER);
    }

    /** What is agreed about a line; empty if it is no browser's, or has not been agreed on yet. */
    Optional<PeerTerms> terms(int index) {
        return Optional.ofNullable(lines.get(index)).flatMap(Line::terms);
    }

    /** Whether a line is a browser's, or would be offered as one. */
    boolean carries(int index, MediaDescription medium) {
        return carriesSound(index, medium)
                || (isVideo(medium) && RelayedSdp.isRelayable(medium) && (!lines.isEmpty() || offersFirst()));
    }

    private boolean carriesSound(int index, MediaDescription medium) {
        return lines.containsKey(index) || (lines.isEmpty() && offersFirst() && RelayedLines.isAudio(medium));
    }

    /** The line on whose port another travels: that of the sound for a browser's pictures, else itself. */
    int portOf(List<MediaDescription> media, int index) {
        MediaDescription medium = media.get(index);
        boolean isBundled = isVideo(medium) && (medium.isOverDtls() || carries(index, medium));
        return isBundled ? sound(media).orElse(index) : index;
    }

    private static OptionalInt sound(List<MediaDescription> media) {
        return IntStream.range(0, media.size())
                .filter(i -> RelayedLines.isAudio(media.get(i)))
                .findFirst();
    }

    /** What is agreed about the pictures that travel with a line; empty if there are none. */
    Optional<RemoteVideo> pictures(OfferAnswer said, int index) {
        return pictures.filter(
                        shown -> lines.containsKey(index) && said.takes(shown.index) && said.bundles(shown.index))
                .map(shown -> said.pictures(shown.index, shown.sources));
    }

    private boolean offersFirst() {
        return !heard && (policy == BrowserPolicy.ON || (policy == BrowserPolicy.AUTO && reached));
    }

    /** Whether what is sent goes to a browser. */
    boolean speaks(List<MediaDescription> media) {
        for (int i = 0; i < media.size(); i++) if (carriesSound(i, media.get(i))) return true;
        return false;
    }

    /** A description as a browser is to be sent it; as it is for anybody else. */
    SessionDescription sending(SessionDescription description) {
        SessionDescription sent = speaks(description.media()) ? asABrowsers(description) : description;
        answering = false;
        return sent;
    }

    private SessionDescription asABrowsers(SessionDescription description) {
        List<MediaDescription> media = new ArrayList<>();
        List<String> bundled = new ArrayList<>();
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            if (RelayedSdp.isRelayable(medium) && carries(i, medium)) {
                Line line = line(portOf(description.media(), i));
                MediaDescription sent = isVideo(medium)
                        ? showing(pictures(i, line), sending(line, description, medium))
                        : sending(line, description, medium);
                media.add(sent);
                sent.attribute("mid").ifPresent(bundled::add);
            } else {
                media.add(BrowserSdp.refused(medium));
            }
        }
        List<Attribute> session = new ArrayList<>(description.attributes());
        session.add(new Attribute("ice-lite"));
        // RFC 9143 §7.3: an answer bundles nothing but what was offered as a bundle
        boolean mayBundle = bundles || !answering;
        if (mayBundle && !bundled.isEmpty()) session.add(new Attribute("group", "BUNDLE " + String.join(" ", bundled)));
        return description.withAttributes(session).withMedia(media);
    }

    private Line line(int index) {
        Line known = lines.get(index);
        return known != null ? known : put(index, begun(BrowserSdp.PROTOCOL, index));
    }

    private Pictures pictures(int index, Line sound) {
        Optional<Pictures> known = pictures.filter(shown -> shown.index == index);
        String name = Integer.toString(index);
        Pictures shown = known.orElseGet(() -> new Pictures(
                index, sound.protocol, name.equals(sound.name) ? "v" + name : name, VideoSources.random()));
        pictures = Optional.of(shown);
        return shown;
    }

    /** With what is said of pictures alone: what may be asked for again, and by which sources they come. */
    private static MediaDescription showing(Pictures pictures, MediaDescription medium) {
        List<Attribute> attributes =
                new ArrayList<>(medium.without("mid", "msid").attributes());
        attributes.add(new Attribute("mid", pictures.name));
        for (Codec codec : medium.codecs()) {
            if (VideoTypes.repaired(codec) != VideoTypes.NONE) continue;
            for (String feedback : FEEDBACK)
                attributes.add(new Attribute("rtcp-fb", codec.payloadType() + " " + feedback));
        }
        boolean isShown = medium.direction().orElse(Direction.SENDRECV).sends();
        return medium.withProtocol(pictures.protocol)
                .withAttributes(isShown ? named(pictures, attributes) : attributes);
    }

    /** RFC 5576 §4: what is sent again is known by the source that it repeats. */
    private static List<Attribute> named(Pictures pictures, List<Attribute> attributes) {
        List<Attribute> all = new ArrayList<>(attributes);
        String first = Integer.toUnsignedString(pictures.sources.pictures());
        String second = Integer.toUnsignedString(pictures.sources.repairs());
        String name = " cname:" + VideoReports.canonicalName(pictures.sources);
        all.add(new Attribute("msid", STREAM + " " + STREAM + "-" + pictures.name));
        all.add(new Attribute("ssrc-group", "FID " + first + " " + second));
        all.add(new Attribute("ssrc", first + name));
        all.add(new Attribute("ssrc", second + name));
        return all;
    }

    private static Line begun(String protocol, int index) {
        return new Line(protocol, Integer.toString(index), IceCredentials.random(), Optional.empty());
    }

    private MediaDescription sending(Line line, SessionDescription description, MediaDescription medium) {
        String address =
                description.connectionOf(medium).map(ConnectionData::address).orElse("0.0.0.0");
        List<Attribute> attributes = new ArrayList<>(
                medium.without("rtcp-mux", "mid", "rtcp-fb", "extmap").attributes());
        attributes.add(new Attribute("mid", line.name));
        attributes.add(new Attribute("msid", STREAM + " " + STREAM + "-" + line.name));
        attributes.add(new Attribute("rtcp-mux"));
        attributes.add(new Attribute("ice-ufrag", line.ours.ufrag()));
        attributes.add(new Attribute("ice-pwd", line.ours.password()));
        attributes.add(new Attribute(
                "fingerprint",
                identity.orElseGet(DtlsIdentity::ofProcess).fingerprint().toString()));
        attributes.add(new Attribute("setup", answering ? answer(line) : "actpass"));
        attributes.add(
                new IceCandidate("1", 1, "udp", PRIORITY, address, medium.port(), "host", Optional.empty(), List.of())
                        .attribute());
        attributes.add(new Attribute("end-of-candidates"));
        return medium.withProtocol(line.protocol).withAttributes(attributes);
    }

    /** RFC 8842 §5.3. */
    private static String answer(Line line) {
        return line.terms.map(PeerTerms::role).filter(DtlsRole.CLIENT::equals).isPresent() ? "active" : "passive";
    }
}
