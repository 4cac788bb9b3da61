package org.strowger.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.sdp.SessionDescription.Parsed;

/** As much as may be in a description is read, and one more is not. */
class SdpLimitsTest {

    private static final String HEAD = "v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n";
    private static final String MEDIUM = "m=audio 9 RTP/AVP 0\n";

    static Stream<Arguments> limits() {
        String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\n";
        return Stream.of(
                Arguments.of("media", HEAD, MEDIUM, SdpLimits.MEDIA),
                Arguments.of("attributes of a session", HEAD, "a=x\n", SdpLimits.ATTRIBUTES),
                Arguments.of("attributes of a medium", HEAD + MEDIUM, "a=x\n", SdpLimits.ATTRIBUTES),
                Arguments.of("keys of a medium", HEAD + MEDIUM, crypto, SdpLimits.CRYPTO),
                Arguments.of("formats", HEAD + "m=audio 9 RTP/AVP", " 0", SdpLimits.FORMATS),
                Arguments.of("other lines of a session", HEAD, "b=AS:1\n", SdpLimits.OTHER_LINES - 1),
                Arguments.of("other lines of a medium", HEAD + MEDIUM, "b=AS:1\n", SdpLimits.OTHER_LINES),
                Arguments.of("a line", HEAD + "a=", "x", SdpLimits.LINE_LENGTH - 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void as_much_as_is_allowed_is_read_and_no_more(String what, String before, String one, int most) {
        assertThat(parse(before + one.repeat(most))).as(what).isInstanceOf(Parsed.Good.class);
        assertThat(parse(before + one.repeat(most + 1))).as(what).isInstanceOf(Parsed.Malformed.class);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void so_many_octets_are_read_and_no_more(int octets, Class<? extends Parsed> outcome) {
        String lines = ("a=" + "x".repeat(1000) + "\n").repeat(octets / 1003 + 1);
        assertThat(parse((HEAD + lines).substring(0, octets))).isInstanceOf(outcome);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(SdpLimits.OCTETS, Parsed.Good.class),
                Arguments.of(SdpLimits.OCTETS + 1, Parsed.Malformed.class));
    }

    private static Parsed parse(String text) {
        return SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
