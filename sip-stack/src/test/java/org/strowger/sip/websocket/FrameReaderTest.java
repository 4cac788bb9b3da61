package org.strowger.sip.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.websocket.ClientFrames.FIN;
import static org.strowger.sip.websocket.ClientFrames.frame;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.websocket.FrameReader.Step;

/** Frames of a client are read, and joined to messages (RFC 6455 §5). */
class FrameReaderTest {

    private static final int MOST = 65536;

    private final FrameReader reader = new FrameReader(MOST);

    private FrameReader after(byte[]... frames) {
        for (byte[] bytes : frames) reader.add(Unpooled.wrappedBuffer(bytes));
        return reader;
    }

    private String payload() {
        return new String(reader.payload(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536})
    void a_message_of_each_form_of_length_is_read(int length) {
        byte[] payload = new byte[length];
        new Random(1).nextBytes(payload);
        assertThat(after(ClientFrames.binary(payload)).next()).isEqualTo(Step.MESSAGE);
        assertThat(reader.payload()).isEqualTo(payload);
        assertThat(reader.next()).isEqualTo(Step.MORE);
        assertThat(reader.isAmidst()).isFalse();
    }

    @Test
    void what_has_been_found_is_nothing_once_more_is_looked_for() {
        assertThat(after(ClientFrames.text("OPTIONS"), new byte[] {0, 0}).next())
                .isEqualTo(Step.MESSAGE);
        assertThat(payload()).isEqualTo("OPTIONS");
        assertThat(reader.next()).isEqualTo(Step.BROKEN);
        assertThat(reader.payload()).isEmpty();
    }

    /** RFC 6455 §5.4, with a ping between the fragments. */
    @Test
    void fragments_are_joined_and_what_comes_between_them_is_told_at_once() {
        after(frame(Frames.TEXT, "OPT".getBytes(UTF_8)));
        assertThat(reader.next()).isEqualTo(Step.MORE);
        assertThat(reader.isAmidst()).isTrue();
        after(ClientFrames.ping("x"), frame(Frames.CONTINUATION, "IO".getBytes(UTF_8)));
        assertThat(reader.next()).isEqualTo(Step.PING);
        assertThat(payload()).isEqualTo("x");
        assertThat(reader.next()).isEqualTo(Step.MORE);
        after(frame(FIN | Frames.CONTINUATION, "NS".getBytes(UTF_8)));
        assertThat(reader.next()).isEqualTo(Step.MESSAGE);
        assertThat(payload()).isEqualTo("OPTIONS");
        assertThat(reader.isAmidst()).isFalse();
    }

    @Test
    void however_the_octets_are_cut_the_same_frames_come_out() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String text = "m" + i + "-".repeat(i * 37);
            all.writeBytes(i % 3 == 0 ? ClientFrames.text(text) : ClientFrames.binary(text.getBytes(UTF_8)));
            expected.add(text);
        }
        byte[] bytes = all.toByteArray();
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            FrameReader one = new FrameReader(MOST);
            List<String> got = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(600));
                one.add(Unpooled.wrappedBuffer(bytes, at, length));
                at += length;
                while (one.next() == Step.MESSAGE) got.add(new String(one.payload(), UTF_8));
            }
            assertThat(got).isEqualTo(expected);
        }
    }

    @Test
    void a_client_that_does_not_mask_or_uses_what_nobody_agreed_upon_is_broken() {
        byte[] unmasked = {(byte) (FIN | Frames.TEXT), 2, 'h', 'i'};
        assertThat(new FrameReader(MOST)).satisfies(r -> isBroken(r, unmasked));
        for (int first : new int[] {
            FIN | 0x40 | Frames.TEXT, // a bit of an extension
            FIN | 3, // no such frame
            FIN | 11,
            Frames.PING, // control frames have no parts
            FIN | Frames.CONTINUATION // of nothing
        }) isBroken(new FrameReader(MOST), frame(first, new byte[3]));
        isBroken(new FrameReader(MOST), frame(FIN | Frames.PING, new byte[126]));
        isBroken(new FrameReader(MOST), frame(FIN | Frames.CLOSE, new byte[1]));
        isBroken(new FrameReader(MOST), ClientFrames.header(FIN | Frames.BINARY, -1));
        FrameReader amidst = new FrameReader(MOST);
        amidst.add(Unpooled.wrappedBuffer(frame(Frames.TEXT, new byte[3])));
        assertThat(amidst.next()).isEqualTo(Step.MORE);
        isBroken(amidst, frame(FIN | Frames.TEXT, new byte[3]));
    }

    private static void isBroken(FrameReader one, byte[] bytes) {
        one.add(Unpooled.wrappedBuffer(bytes));
        assertThat(one.next()).isEqualTo(Step.BROKEN);
    }

    @Test
    void what_would_be_too_large_is_told_before_it_comes_with_what_there_is_of_it() {
        after(ClientFrames.header(FIN | Frames.TEXT, MOST + 1L), new byte[] {'O' ^ 0x11});
        assertThat(reader.next()).isEqualTo(Step.TOO_LARGE);
        assertThat(payload()).isEqualTo("O");
    }

    @Test
    void fragments_together_are_no_larger_than_one_message() {
        after(frame(Frames.TEXT, new byte[MOST]));
        assertThat(reader.next()).isEqualTo(Step.MORE);
        after(frame(Frames.CONTINUATION, new byte[0]));
        assertThat(reader.next()).isEqualTo(Step.MORE);
        after(frame(Frames.CONTINUATION, new byte[1]));
        assertThat(reader.next()).isEqualTo(Step.TOO_LARGE);
    }

    /** RFC 7118 §4.2; a browser closes at text that isn't UTF-8. */
    @Test
    void what_we_send_is_text_if_it_is_utf_8_and_binary_otherwise() {
        assertThat(Frames.message("Grüße".getBytes(UTF_8))[0]).isEqualTo((byte) (FIN | Frames.TEXT));
        assertThat(Frames.message(new byte[] {'G', 'r', (byte) 0xFC})[0]).isEqualTo((byte) (FIN | Frames.BINARY));
        assertThat(Frames.message(new byte[125])).hasSize(127).startsWith((byte) 0x81, (byte) 125);
        assertThat(Frames.message(new byte[126])).hasSize(130).startsWith((byte) 0x81, (byte) 126, (byte) 0, (byte)
                126);
        assertThat(Frames.message(new byte[65536])).hasSize(65546).startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0);
    }
}
