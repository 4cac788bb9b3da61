package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.audio.Tone;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.call.setup.SoundSettings;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.sdp.Codec;

/**
 * The packets that a phone is sent which asks for a packet time (RFC 8866 §6.4, RFC 3551 §4.2): their number, spacing,
 * timestamps, payload and tone, on the wire. Usually each pair of values of the matrix comes by once; with
 * {@code -Dpackets.all=true} the whole product does.
 */
class PacketTimeTest {

    private static final int HERTZ = 440;
    private static final int PHONES_HERTZ = 660;
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");
    private static final Pattern KEY = Pattern.compile("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:([A-Za-z0-9+/=]+)");
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.200"), 9000);

    @TempDir
    Path folder;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
    enum Format {
        PCMU(new Codec(0, "PCMU", 8000, 1, ""), 80),
        PCMA(new Codec(8, "PCMA", 8000, 1, ""), 80),
        G722(new Codec(9, "G722", 8000, 1, ""), 80),
        OPUS(new Codec(107, "opus", 48_000, 2, ""), 0),
        L16(new Codec(108, "L16", 16_000, 1, ""), 320);

        final Codec codec;
        /** Octets of payload in 10 ms; 0 where that varies. */
        final int octets;

        Format(Codec codec, int octets) {
            this.codec = codec;
            this.octets = octets;
        }

        /** Frames of Opus are 10, 20, 40 and 60 ms long (RFC 6716 §2.1.4); L16 stays within a datagram of Ethernet. */
        int sent(int asked) {
            if (this == OPUS && asked == 30) return 20;
            return this == L16 ? Math.min(asked, 40) : asked;
        }
    }

    enum Scene {
        PROMPT,
        ROOM,
        TRANSCODING,
        RECORDING,
        AGENT
    }

    enum Security {
        PLAIN,
        SDES
    }

    static Stream<Arguments> matrix() {
        int[] times = {10, 20, 30, 40, 60};
        List<Arguments> all = new ArrayList<>();
        boolean whole = Boolean.getBoolean("packets.all");
        for (int t = 0; t < times.length; t++)
            for (Format format : Format.values())
                for (Scene scene : Scene.values())
                    for (Security security : Security.values()) {
                        // Orthogonal squares: each two of time, format and scene meet once, and each of them either
                        // security.
                        boolean thinned = (t + format.ordinal() + scene.ordinal()) % 5 == 0
                                && (t + 2 * format.ordinal()) % 5 % 2 == security.ordinal();
                        if (whole || thinned) all.add(Arguments.of(times[t], format, scene, security));
                    }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} ms of {1}, {2}, {3}")
    @MethodSource("matrix")
    void packets_of_the_length_that_was_asked_for_leave_evenly(int asked, Format format, Scene scene, Security security)
            throws Exception {
        assertEven(call(scene, format, "a=ptime:" + asked, security, asked), format, format.sent(asked));
    }

    /** RFC 8866 §6.4: a non-zero integer or real; what is none is not there. */
    @ParameterizedTest(name = "{0}: {1} ms")
    @CsvSource({
        "a=ptime:0, 20", "a=ptime:5, 10", "a=ptime:25, 20", "a=ptime:30.0, 30", "a=ptime:1000, 60",
        "a=ptime:99999999999, 20", "a=ptime:abc, 20", "a=ptime:-30, 20", "a=ptime, 20", "a=maxptime:10, 10",
        "a=maxptime:0, 20", "a=maxptime:240, 20"
    })
    void odd_values_are_taken_for_the_nearest_that_is_sent(String line, int sent) throws Exception {
        assertEven(call(Scene.PROMPT, Format.PCMU, line, Security.PLAIN, 20), Format.PCMU, sent);
    }

    private List<RtpPhone.Arrival> call(Scene scene, Format format, String line, Security security, int asked)
            throws Exception {
        short[] tone = new short[6 * Wav.RATE];
        for (int i = 0; i < tone.length; i++) tone[i] = (short) (6000 * Math.sin(2 * Math.PI * HERTZ * i / Wav.RATE));
        Files.write(folder.resolve("tone.wav"), Wav.of(tone));
        VirtualSwitch home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(List.of(folder)).sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        try {
            home.phone("1001");
            home.phone("1002");
            home.agent("wss://bot.example/");
            home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
                route('1') { answer(); play 'tone.wav' }
                route('2') { conference '2' }
                route('3') { dial user('1002') }
                route('4') { answer(); recording.start 'x.wav', content: 'caller'; play 'tone.wav' }
                route('5') { stream('wss://bot.example/').await() }
                """));
            return call(home, scene, format, line, security, asked);
        } finally {
            home.close();
        }
    }

    private List<RtpPhone.Arrival> call(
            VirtualSwitch home, Scene scene, Format format, String line, Security security, int asked)
            throws Exception {
        // The other party speaks what has to be made anew for the phone.
        Codec other = format == Format.PCMA ? Format.PCMU.codec : Format.PCMA.codec;
        ScriptedPhone bob =
                Objects.requireNonNull(home.devices().get("1002")).registers().speaks(other);
        home.codecs("1002", other.name());
        bob.answersAtOnce();
        TestAgent bot = home.agent("wss://bot.example/");
        if (scene == Scene.ROOM) bob.calls("2");
        home.passes(Duration.ofMillis(500));

        SrtpKeys ours = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        RawHost host = new RawHost(home, "192.0.2.200");
        host.describes(offer(format, line, security, ours));
        host.calls("1001", "sip:" + (scene.ordinal() + 1) + "@switch.example");
        home.passes(Duration.ofMillis(100));
        String answer = host.received("SIP/2.0 200").getLast();
        host.acknowledges(answer);
        InetSocketAddress there = new InetSocketAddress(
                "192.0.2.1", Integer.parseInt(group(AUDIO, answer).orElseThrow()));
        Optional<MediaSecurity> keys = group(KEY, answer)
                .map(key -> new MediaSecurity(
                        ours,
                        SrtpKeys.of(
                                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                                Base64.getDecoder().decode(key))));
        assertThat(keys.isPresent()).as(answer).isEqualTo(security == Security.SDES);

        RtpPhone phone = new RtpPhone(home.media(), home.time().newLoop("wire"), HERE, keys);
        phone.tone(format.codec, PHONES_HERTZ, format.sent(asked), Duration.ofSeconds(4), there);
        if (scene == Scene.ROOM || scene == Scene.TRANSCODING) bob.media().tone(other, HERTZ);
        if (scene == Scene.AGENT) bot.says("tone.wav");
        home.passes(Duration.ofMillis(1500));
        phone.forget();
        home.passes(Duration.ofMillis(1200));
        List<RtpPhone.Arrival> arrivals = phone.arrivals();
        assertThat(phone.unreadable()).isZero();
        if (scene == Scene.ROOM || scene == Scene.TRANSCODING)
            assertThat(Tone.decibels(bob.media().heard(Duration.ofMillis(300)), 8000, PHONES_HERTZ))
                    .as("what the other party hears")
                    .isGreaterThan(15);
        if (scene == Scene.RECORDING) {
            host.hangsUp(answer);
            home.passes(Duration.ofSeconds(1));
            short[] recorded = SoundLibrary.samples(folder.resolve("recordings").resolve("x.wav"), 8000)
                    .samples();
            assertThat(Tone.decibels(Arrays.copyOfRange(recorded, 8000, 16_000), 8000, PHONES_HERTZ))
                    .as("what was recorded")
                    .isGreaterThan(15);
        }
        assertThat(home.media().figures().faults()).isZero();
        return arrivals;
    }

    private static String offer(Format format, String line, Security security, SrtpKeys keys) {
        Codec codec = format.codec;
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=- 1 1 IN IP4 192.0.2.200",
                "s=-",
                "c=IN IP4 192.0.2.200",
                "t=0 0",
                "m=audio 9000 RTP/" + (security == Security.SDES ? "SAVP " : "AVP ") + codec.payloadType(),
                "a=rtpmap:" + codec.payloadType() + " " + codec.name() + "/" + codec.clockRate()
                        + (codec.channels() == 2 ? "/2" : ""),
                line));
        if (security == Security.SDES)
            lines.add("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
                    + Base64.getEncoder().encodeToString(keys.keyAndSalt()));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void assertEven(List<RtpPhone.Arrival> packets, Format format, int millis) {
        assertThat(packets.size())
                .as(() ->
                        "packets in 1.2 s, such as " + packets.stream().limit(3).toList())
                .isCloseTo(1200 / millis, within(1));
        int units = format.codec.clockRate() * millis / 1000;
        for (int i = 1; i < packets.size(); i++) {
            RtpPhone.Arrival before = packets.get(i - 1);
            RtpPhone.Arrival now = packets.get(i);
            assertThat(now.ssrc()).isEqualTo(before.ssrc());
            assertThat((now.sequence() - before.sequence()) & 0xFFFF).isEqualTo(1);
            assertThat(now.timestamp() - before.timestamp()).as("timestamps").isEqualTo(units);
            // 30 ms are heard at ticks of 20: 20 and 40 ms apart, 30 on average.
            long apart = (now.at() - before.at()) / 1_000_000;
            assertThat(apart)
                    .as("spacing")
                    .isBetween(
                            millis % 20 == 10 && millis > 10 ? millis - 10L : millis,
                            millis + (millis % 20 == 10 && millis > 10 ? 10L : 0L));
        }
        for (RtpPhone.Arrival packet : packets) {
            assertThat(packet.payloadType()).isEqualTo(format.codec.payloadType());
            assertThat(packet.payload().length).isLessThan(1460);
            if (format.octets > 0) assertThat(packet.payload().length).isEqualTo(format.octets * millis / 10);
        }
        short[] heard = RtpPhone.decoded(packets, format.codec);
        int rate = RtpPhone.rate(format.codec);
        short[] settled = Arrays.copyOfRange(heard, rate / 10, heard.length);
        assertThat(Tone.decibels(settled, rate, HERTZ)).as("the tone").isGreaterThan(15);
    }
}
