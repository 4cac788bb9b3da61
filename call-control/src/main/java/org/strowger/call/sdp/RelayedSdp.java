package org.strowger.call.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.media.Medium;
import org.strowger.media.RemoteMedia;
import org.strowger.rtp.WantedReports;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * What a relay changes in a session description, and what it reads from one; everything else stays as the peer wrote
 * it.
 */
public final class RelayedSdp {

    /** Attributes that describe the peer's own transport addresses, or a transport that the relay does not offer. */
    private static final String[] OF_TRANSPORT = {
        "candidate", "remote-candidates", "end-of-candidates", "ice-ufrag", "ice-pwd", "ice-options", "ice-lite",
        "ice-mismatch", "ice-pacing", "rtcp", "rtcp-mux", "rtcp-mux-only", "group", "bundle-only"
    };

    /** RFC 5761 §5.1.1. */
    private static final String ONE_PORT = "rtcp-mux";

    private static final String EXTENDED_REPORTS = "rtcp-xr";

    /** §6.4: an integer or real that is not zero. */
    private static final Pattern LENGTH = Pattern.compile("(?=.*[1-9])\\d{1,4}(?:\\.\\d{1,6})?");

    private static final int SHORTEST_MILLIS = 10;
    private static final int USUAL_MILLIS = 20;
    private static final int LONGEST_MILLIS = 60;

    private RelayedSdp() {}

    /** What can be passed on, or answered: RFC 3551, RFC 3711, RFC 4585, RFC 5124 and RFC 5764. */
    private static final Set<String> PROFILES =
            Set.of("RTP/AVP", "RTP/SAVP", "RTP/AVPF", "RTP/SAVPF", BrowserSdp.PROTOCOL, "UDP/TLS/RTP/SAVP");

    public static boolean isRelayable(MediaDescription medium) {
        return medium.isActive() && PROFILES.contains(medium.protocol().toUpperCase(Locale.ROOT));
    }

    /** Whether any line of it is. */
    static boolean isInUse(SessionDescription description) {
        return description.media().stream().anyMatch(MediaDescription::isActive);
    }

    /** Of the first audio; empty if there is none. */
    static Optional<Direction> audioDirection(@Nullable SessionDescription description) {
        if (description == null) return Optional.empty();
        return description.media().stream()
                .filter(medium -> medium.type().equals("audio") && medium.isActive())
                .findFirst()
                .map(description::directionOf);
    }

    /** Whether one of two lines takes what the other offers. */
    static boolean areAlike(MediaDescription one, MediaDescription other) {
        return isRelayable(one) && isRelayable(other) && one.type().equals(other.type());
    }

    /**
     * A medium that is held by its address says so by its direction: it is to leave us at an address of ours (RFC 3264
     * §8.4).
     */
    static MediaDescription heldIn(SessionDescription description, MediaDescription medium) {
        boolean held = medium.isActive()
                && description
                        .connectionOf(medium)
                        .filter(ConnectionData::isUnspecified)
                        .isPresent();
        return held ? medium.withDirection(description.directionOf(medium)) : medium;
    }

    /** With no more lines than another: an answer has those of its offer (RFC 3264 §6). */
    static SessionDescription shortened(SessionDescription answer, SessionDescription offer) {
        int most = offer.media().size();
        return answer.media().size() <= most
                ? answer
                : answer.withMedia(answer.media().subList(0, most));
    }

    /** The medium as it is to leave us: at our port, or refused. */
    static MediaDescription at(MediaDescription medium, int port) {
        return medium.withPort(port).withConnection(Optional.empty()).without(OF_TRANSPORT);
    }

    /** The session level as it is to leave us: at our address. */
    static SessionDescription at(SessionDescription description, InetAddress address) {
        return description.withConnection(Optional.of(connection(address))).without(OF_TRANSPORT);
    }

    /** Whether somebody has said of a medium that RTP and RTCP share a port. */
    static boolean hasOnePort(MediaDescription medium) {
        return medium.attribute(ONE_PORT).isPresent();
    }

    /** The medium with RTP and RTCP on one port. */
    static MediaDescription onOnePort(MediaDescription medium) {
        return medium.with(new Attribute(ONE_PORT));
    }

    /** @param said a description's own line, whose strings serve here as well where they are the same */
    static ConnectionData connection(InetAddress address, Optional<ConnectionData> said) {
        ConnectionData ours = connection(address);
        return said.filter(ours::equals).orElse(ours);
    }

    static ConnectionData connection(InetAddress address) {
        return new ConnectionData(address instanceof Inet6Address ? "IP6" : "IP4", address.getHostAddress());
    }

    /**
     * Where and how the peer takes a medium.
     *
     * @param fallback the address that its signalling comes from, for a description that names a host instead of an
     *     address; it vouches for media from there as well
     * @param onePort whether RTCP goes where RTP does
     */
    static RemoteMedia remote(
            SessionDescription description, MediaDescription medium, InetAddress fallback, boolean onePort) {
        InetAddress address = description
                .connectionOf(medium)
                .map(c -> literal(c.address(), fallback))
                .orElse(fallback);
        InetSocketAddress rtp = new InetSocketAddress(address, medium.port());
        return new RemoteMedia(rtp, onePort ? rtp : rtcp(medium, rtp), description.directionOf(medium), medium.codecs())
                .packets(packetMillis(medium))
                .signalledFrom(fallback)
                .carrying(medium.type().equals("audio") ? Medium.AUDIO : Medium.OTHER)
                .reports(reports(description, medium));
    }

    /** RFC 3611 §5.1: at either level, among others. */
    private static WantedReports reports(SessionDescription description, MediaDescription medium) {
        String wanted = medium.attribute(EXTENDED_REPORTS).orElse("") + " "
                + description.attribute(EXTENDED_REPORTS).orElse("");
        return wanted.contains("voip-metrics") ? WantedReports.WITH_VOIP_METRICS : WantedReports.PLAIN;
    }

    /** What a=ptime asks for, within what a=maxptime allows (RFC 8866 §6.4). */
    private static int packetMillis(MediaDescription medium) {
        int wanted = millis(medium, "ptime", USUAL_MILLIS);
        return Math.clamp(
                Math.min(wanted, millis(medium, "maxptime", LONGEST_MILLIS)), SHORTEST_MILLIS, LONGEST_MILLIS);
    }

    private static int millis(MediaDescription medium, String attribute, int otherwise) {
        return medium.attribute(attribute)
                .map(String::strip)
                .filter(value -> LENGTH.matcher(value).matches())
                .map(value -> (int) Double.parseDouble(value) / 10 * 10)
                .map(value -> Math.max(value, SHORTEST_MILLIS))
                .orElse(otherwise);
    }

    private static InetSocketAddress rtcp(MediaDescription medium, InetSocketAddress rtp) {
        InetSocketAddress usual = new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65535));
        // RFC 3605: a=rtcp:port [nettype addrtype address]
        return medium.attribute("rtcp")
                .map(value -> explicit(value.trim().split(" +"), usual))
                .orElse(usual);
    }

    private static InetSocketAddress explicit(String[] words, InetSocketAddress usual) {
        try {
            int port = Integer.parseInt(words[0]);
            if (port < 1 || port > 65535) return usual;
            return new InetSocketAddress(
                    words.length > 3 ? literal(words[3], usual.getAddress()) : usual.getAddress(), port);
        } catch (NumberFormatException _) {
            return usual;
        }
    }

    private static InetAddress literal(String address, InetAddress fallback) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException _) {
            return fallback;
        }
    }

    /** Whether both sides want RTP and RTCP of a line on one port. */
    static boolean haveOnePort(MediaDescription theirs, SessionDescription ours, int index) {
        return hasOnePort(theirs)
                && index < ours.media().size()
                && hasOnePort(ours.media().get(index));
    }
}
