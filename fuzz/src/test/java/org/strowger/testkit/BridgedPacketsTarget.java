package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.call.Destination;
import org.strowger.directory.SrtpPolicy;
import org.strowger.media.FuzzedMedia;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.testkit.Bodies.Body;
import org.strowger.testkit.FuzzedParty.Manners;

/**
 * Whatever comes by RTP, RTCP, SRTP and SRTCP to a call that two talk on, from either of them and from strangers:
 * nothing is thrown, the two hear each other after it, and nothing is left when they have hung up.
 *
 * <p>The first octet says how they talk; then come datagrams, an octet each for whence, whither and when, with the
 * choices that {@link Datagrams} needs.
 */
final class BridgedPacketsTarget {

    private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=audio (\\d+)");
    private static final Pattern CRYPTO = Pattern.compile("a=crypto:(\\d+) AES_CM_128_HMAC_SHA1_80");
    private static final Duration[] PAUSES = {
        Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(200)
    };
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MOST_DATAGRAMS = 64;
    private static final int SECONDS_OF_TALK = 2;
    private static final int TICKS = 50;
    private static final int PORT = 4000;

    /** A codec that both may speak, by its name and payload type. */
    private record Spoken(String name, int type) {}

    private static final Spoken[] SPOKEN = {new Spoken("PCMU", 0), new Spoken("PCMA", 8), new Spoken("G722", 9)};

    private final Choices choices;
    private final VirtualSwitch home;
    private final Side caller;
    private final Side callee;

    /** One of the two: its signalling and its media. */
    private final class Side {
        private final FuzzedParty party;
        private final FuzzedMedia media;
        private final Spoken spoken;
        private final Optional<SrtpKeys> keys;

        Side(String user, String address, Spoken spoken, boolean secured) {
            byte[] key = new byte[SrtpProfile.AES_CM_128_HMAC_SHA1_80.keyLength() + 14];
            Arrays.fill(key, (byte) user.charAt(0));
            this.keys = secured ? Optional.of(SrtpKeys.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80, key)) : Optional.empty();
            this.spoken = spoken;
            this.party = new FuzzedParty(home, user, address);
            home.located(user, Map.of());
            home.codecs(user, spoken.name);
            home.srtp(user, secured ? SrtpPolicy.REQUIRE : SrtpPolicy.REFUSE);
            var at = new InetSocketAddress(InetAddress.ofLiteral(address), PORT);
            this.media = new FuzzedMedia(home.media(), home.time().newLoop("media of " + user), at, keys);
        }

        Body description(String tag) {
            String crypto = keys.map(of -> "a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 inline:"
                            + Base64.getEncoder().encodeToString(of.keyAndSalt()) + "\r\n")
                    .orElse("");
            return new Body(
                    "application/sdp",
                    "v=0\r\no=- 1 1 IN IP4 " + party.address() + "\r\ns=-\r\nc=IN IP4 "
                            + party.address() + "\r\nt=0 0\r\nm=audio " + PORT
                            + (keys.isPresent() ? " RTP/SAVP " : " RTP/AVP ")
                            + spoken.type + " 101\r\na=rtpmap:101 telephone-event/8000\r\n" + crypto);
        }

        Body answer(String offer) {
            Matcher tag = CRYPTO.matcher(offer);
            return description(tag.find() ? tag.group(1) : "1");
        }

        /** Where the switch takes its RTP. */
        InetSocketAddress told() {
            Matcher port = MEDIA_PORT.matcher(party.described());
            if (!port.find()) throw new AssertionError("no session at " + party.user() + "\n" + home.ladder());
            return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), Integer.parseInt(port.group(1)));
        }
    }

    private BridgedPacketsTarget(byte[] data) {
        FaultLog.taken();
        choices = new Choices(data);
        int how = choices.next();
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(),
                new FuzzedRoutes(new Destination.User("west"), new Destination.User("east")));
        caller = new Side("west", "198.51.100.1", SPOKEN[(how & 3) % SPOKEN.length], (how & 0x10) != 0);
        callee = new Side("east", "198.51.100.2", SPOKEN[(how >> 2 & 3) % SPOKEN.length], (how & 0x20) != 0);
    }

    static void judge(byte[] data) {
        if (data.length > 1) new BridgedPacketsTarget(data).run();
    }

    private void run() {
        try {
            connect();
            for (int i = 0; i < MOST_DATAGRAMS && choices.hasMore(); i++) datagram();
            talk();
            caller.party.leaves();
            callee.party.leaves();
            home.passes(Duration.ofMinutes(2));
            FuzzLeftovers.check(home);
        } finally {
            home.close();
        }
    }

    private void connect() {
        callee.party.registers();
        home.settle();
        callee.party.manners(Manners.ANSWERS).answers(callee::answer);
        caller.party.manners(Manners.ANSWERS).calls("0", caller.description("1"));
        home.settle();
        if (home.figures().callsAnswered() != 1) throw new AssertionError("they do not talk\n" + home.ladder());
    }

    private void datagram() {
        int first = choices.next();
        Side near = (first & 1) == 0 ? caller : callee;
        boolean control = (first & 2) != 0;
        byte[] octets = Datagrams.chosen(choices);
        InetSocketAddress from = switch (first >> 2 & 3) {
            case 0, 1 -> beside(near.media.address(), control);
            case 2 -> new InetSocketAddress(near.media.address().getAddress(), 4444);
            default -> new InetSocketAddress(InetAddress.ofLiteral("203.0.113.66"), 4666);
        };
        byte[] sent = (first & 0x10) == 0 ? near.media.secured(octets) : octets;
        near.media.sends(sent, from, beside(near.told(), control != ((first & 0x20) != 0)));
        home.passes(PAUSES[first >> 6]);
    }

    /** Each speaks for a while, and is heard in the last second of it. */
    private void talk() {
        int toCaller = 0;
        int toCallee = 0;
        for (int tick = 0; tick < SECONDS_OF_TALK * TICKS; tick++) {
            if (tick == (SECONDS_OF_TALK - 1) * TICKS) {
                toCaller = caller.media.heard();
                toCallee = callee.media.heard();
            }
            caller.media.speaks(caller.spoken.type, caller.told());
            callee.media.speaks(callee.spoken.type, callee.told());
            home.passes(TICK);
        }
        heard("caller", caller.media.heard() - toCaller);
        heard("callee", callee.media.heard() - toCallee);
    }

    private void heard(String whom, int packets) {
        if (packets < TICKS - 5 || packets > TICKS + 5)
            throw new AssertionError("the " + whom + " is sent " + packets + " packets in a second\n" + home.ladder());
    }

    private static InetSocketAddress beside(InetSocketAddress rtp, boolean control) {
        return control ? new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1) : rtp;
    }
}
