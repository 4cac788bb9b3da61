package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.websocket.ClientFrames.FIN;
import static org.strowger.sip.websocket.ClientFrames.frame;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.websocket.ClientFrames;
import org.strowger.sip.websocket.Frames;

/** How long a peer may take, to the second, in virtual time: by the limits that are usual. */
class ConnectionTimesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STRANGERS_SILENCE = TransportLimits.DEFAULT.unprovedSilence();
    private static final Duration SILENCE = TransportLimits.DEFAULT.silence();
    private static final Duration PING = Duration.ofSeconds(25);
    private static final int TEXT = 1;
    private static final int CONTINUATION = 0;

    private static String request() {
        return WebSocketFixture.request();
    }

    private static byte[] part(int first, String text) {
        return frame(first, text.getBytes(UTF_8));
    }

    /** Of somebody known. */
    private static VirtualConnection known() {
        VirtualConnection known = VirtualConnection.webSocket().says(ClientFrames.text(request()));
        assertThat(known.received).hasSize(1);
        return known.proves();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\n"})
    void a_handshake_that_does_not_end_is_ended(String begun) {
        VirtualConnection slow = VirtualConnection.silentWebSocket().says(begun);
        assertThat(slow.passes(STRANGERS_SILENCE.minus(SECOND)).told()).isEmpty();
        assertThat(slow.passes(SECOND).text()).startsWith("HTTP/1.1 408 ");
        assertThat(slow.isOpen()).isFalse();
        assertThat(slow.isForgotten()).isTrue();
    }

    /** A reset would overtake the answer: what comes behind the request is read and thrown away. */
    @Test
    void whoever_is_refused_is_told_and_has_some_time_to_go_away() {
        VirtualConnection refused = VirtualConnection.silentWebSocket().says("POST / HTTP/1.1\r\n\r\n");
        assertThat(refused.text()).startsWith("HTTP/1.1 405 ");
        assertThat(refused.isToldNoMore()).isTrue();
        refused.passes(STRANGERS_SILENCE.minus(SECOND)).says("and on and on");
        assertThat(refused.isOpen()).isTrue();
        assertThat(refused.passes(SECOND).isOpen()).isFalse();
        assertThat(refused.told()).isEmpty();
        assertThat(refused.isForgotten()).isTrue();
    }

    @Test
    void a_message_that_does_not_end_closes_the_connection_of_a_stranger() {
        byte[] frame = ClientFrames.text(request());
        VirtualConnection slow = VirtualConnection.webSocket().says(Arrays.copyOf(frame, frame.length - 1));
        assertThat(slow.passes(STRANGERS_SILENCE).told()).isEmpty();
        assertThat(slow.passes(SECOND).told()).isEqualTo(Frames.close(1001));
        assertThat(slow.isOpen()).isFalse();
        assertThat(slow.intake.cut.sum()).isEqualTo(1);
    }

    /** RFC 6455 §5.5.2: a ping may come between the fragments of a message. It gives the message no more time. */
    @Test
    void pings_between_fragments_are_answered_and_do_not_hold_a_message_open() {
        VirtualConnection known = known();
        known.says(part(TEXT, request().substring(0, 50)));
        for (int i = 0; i < SILENCE.toSeconds(); i++)
            assertThat(known.passes(SECOND).says(ClientFrames.ping("x")).told())
                    .isEqualTo(Frames.pong(new byte[] {'x'}));
        assertThat(known.passes(SECOND).told()).isEqualTo(Frames.close(1001));
        assertThat(known.isOpen()).isFalse();
    }

    @Test
    void a_message_whose_fragments_come_in_time_is_taken_whatever_is_between_them() {
        VirtualConnection known = known();
        known.says(part(TEXT, request().substring(0, 50))).passes(Duration.ofSeconds(20));
        known.says(ClientFrames.ping("x")).passes(Duration.ofSeconds(9));
        known.says(part(FIN | CONTINUATION, request().substring(50)));
        assertThat(known.received).hasSize(2);
        known.told();
        standsAfter(known, SILENCE);
    }

    /** It answers what we ask, and is there still. */
    private static void standsAfter(VirtualConnection phone, Duration duration) {
        for (long i = 0; i < duration.toSeconds() + 2; i++) {
            phone.passes(SECOND);
            byte[] told = phone.told();
            if (told.length == 0) continue;
            assertThat(told).isEqualTo(Frames.ping());
            phone.says(ClientFrames.pong());
        }
        assertThat(phone.says(ClientFrames.ping("there?")).told()).isEqualTo(Frames.pong("there?".getBytes(UTF_8)));
    }

    static IntStream splits() {
        return IntStream.range(1, ClientFrames.text("\r\n\r\n").length);
    }

    /** Nothing has begun that would have to end. */
    @ParameterizedTest
    @MethodSource("splits")
    void what_keeps_alive_may_come_in_pieces(int split) {
        for (byte[] alive : new byte[][] {
            ClientFrames.ping("ping"), ClientFrames.text("\r\n\r\n"), frame(FIN | 10, "pong".getBytes(UTF_8))
        }) {
            VirtualConnection known = known();
            known.says(Arrays.copyOf(alive, split)).passes(SECOND);
            known.says(Arrays.copyOfRange(alive, split, alive.length)).told();
            standsAfter(known, SILENCE);

            VirtualConnection stranger = VirtualConnection.webSocket();
            stranger.says(Arrays.copyOf(alive, split)).passes(SECOND);
            stranger.says(Arrays.copyOfRange(alive, split, alive.length)).told();
            standsAfter(stranger, STRANGERS_SILENCE);
        }
    }

    @Test
    void line_breaks_in_fragments_end_what_they_began() {
        VirtualConnection known = known();
        known.says(part(TEXT, "\r\n")).passes(SECOND);
        known.says(part(FIN | CONTINUATION, "\r\n"));
        assertThat(known.told()).isEqualTo(Frames.message(new byte[] {'\r', '\n'}));
        standsAfter(known, SILENCE);
    }

    /** RFC 5626 §3.5.1, on a stream: half of a line break begins no message. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void line_breaks_may_come_in_pieces(int split) {
        String ping = "\r\n\r\n";
        VirtualConnection stranger = VirtualConnection.stream();
        stranger.says(ping.substring(0, split)).passes(SECOND).says(ping.substring(split));
        assertThat(stranger.text()).isEqualTo("\r\n");
        assertThat(stranger.passes(STRANGERS_SILENCE.plus(SECOND)).isOpen()).isTrue();

        VirtualConnection known = VirtualConnection.stream().says(request()).proves();
        known.says(ping.substring(0, split)).passes(SECOND).says(ping.substring(split));
        assertThat(known.passes(SILENCE.plus(SECOND)).says(ping).text()).isEqualTo("\r\n\r\n");
    }

    /** Whatever stands before it. */
    @ParameterizedTest
    @ValueSource(strings = {"O", "\r\nO", "\rO", "\n", "\r\r"})
    void a_message_that_has_begun_in_a_stream_ends_in_time(String begun) {
        VirtualConnection known = VirtualConnection.stream().says(request()).proves();
        known.says(begun);
        assertThat(known.passes(SILENCE).isOpen()).isTrue();
        assertThat(known.passes(SECOND).isOpen()).isFalse();
    }

    /** RFC 7118 §6. */
    @Test
    void a_silent_peer_is_asked_whether_it_is_there_and_let_go_if_it_does_not_say_so() {
        VirtualConnection phone = known();
        for (int i = 0; i < 3; i++) {
            assertThat(phone.passes(PING.minus(SECOND)).told()).isEmpty();
            assertThat(phone.passes(SECOND).told()).isEqualTo(Frames.ping());
            phone.passes(PING.minus(SECOND)).says(ClientFrames.pong());
        }
        assertThat(phone.passes(PING).told()).isEqualTo(Frames.ping());
        assertThat(phone.passes(PING.minus(SECOND)).told()).isEmpty();
        assertThat(phone.isOpen()).isTrue();
        assertThat(phone.passes(SECOND).told()).isEqualTo(Frames.close(1001));
        assertThat(phone.isOpen()).isFalse();
        assertThat(phone.isForgotten()).isTrue();
    }
}
