package org.strowger.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Frames;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.BodyParts.Found;
import org.strowger.sip.message.SipCodec.Parsed;

/** Where a session description may stand in a body, from bytes. */
class BodyPartsTest {

    private static final String SDP = "Content-Type: application/sdp\n\nv=0\n";
    private static final String TEXT = "Content-Type: text/plain\n\nhello\n";

    private static Found find(String contentType, String body) {
        String head = Frames.options("Content-Type: " + contentType + "\nContent-Length: " + body.length() + "\n");
        byte[] frame = (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.ISO_8859_1);
        return switch (SipCodec.parse(WireMessage.of(frame, Frames.UDP))) {
            case Parsed.GoodRequest good -> BodyParts.find(good.request(), "application/sdp");
            case Parsed other -> throw new AssertionError(other.toString());
        };
    }

    private static String crLf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static void isFound(Found found, String content) {
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Content.class,
                        c -> assertThat(new String(c.bytes(), StandardCharsets.ISO_8859_1))
                                .isEqualTo(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/alternative",
                "multipart/related",
                "MULTIPART/Mixed",
                "multipart/new"
            })
    void in_any_kind_of_several_parts(String type) {
        isFound(find(type + ";boundary=x", crLf("--x\n" + TEXT + "\n--x\n" + SDP + "\n--x--\n")), "v=0\r\n");
        isFound(find(type + ";boundary=\"x y\"", crLf("--x y\n" + SDP + "\n--x y--")), "v=0\r\n");
    }

    @Test
    void behind_bare_line_feeds_a_preamble_and_folded_headers() {
        isFound(find("multipart/mixed;boundary=x", "--x\n" + TEXT + "\n--x\n" + SDP + "\n--x--\n"), "v=0\n");
        isFound(find("multipart/mixed;boundary=x", crLf("""
            read me
            --x
            Content-Disposition: session;
             handling=required
            Content-Type:
            \tapplication/sdp

            v=0
            --x--
            """)), "v=0");
    }

    /** RFC 2046 §5.1.4: the last that is understood. */
    @Test
    void of_alternatives_the_last_and_of_others_the_first() {
        String two = crLf("--x\nContent-Type: application/sdp\n\nv=1\n--x\nContent-Type: application/sdp\n\nv=2\n--x\n"
                + TEXT + "\n--x--\n");
        isFound(find("multipart/alternative;boundary=x", two), "v=2");
        isFound(find("multipart/mixed;boundary=x", two), "v=1");
    }

    @Test
    void in_a_body_within_a_body_and_in_base64() {
        String inner = "--y\n" + TEXT + "\n--y\n" + SDP + "\n--y--\n";
        isFound(
                find(
                        "multipart/mixed;boundary=x",
                        crLf("--x\nContent-Type: multipart/alternative; boundary=\"y\"\n\n" + inner + "\n--x--\n")),
                "v=0\r\n");
        isFound(find("multipart/mixed;boundary=x", crLf("""
            --x
            Content-Type: application/sdp
            Content-Transfer-Encoding: base64

            dj0wDQo=
            --x--
            """)), "v=0\r\n");
    }

    @Test
    void a_boundary_that_only_begins_alike_divides_nothing() {
        isFound(
                find("multipart/mixed;boundary=x", crLf("--x\nContent-Type: application/sdp\n\nv=0\n--xy\n--x--\n")),
                "v=0\r\n--xy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no parts",
                "--x\nContent-Type: application/sdp\n\nv=0\n",
                "--x\nContent-Type: multipart/mixed\n\n--y--\n\n--x--",
                "--x\nContent-Type: application/sdp\nContent-Transfer-Encoding: base64\n\nQ\n--x--"
            })
    void what_cannot_be_read_says_so(String body) {
        assertThat(find("multipart/mixed;boundary=x", crLf(body))).isInstanceOf(Found.Malformed.class);
    }

    @Test
    void parts_and_depth_are_bounded() {
        String part = "\n--x\n" + TEXT;
        assertThat(find("multipart/mixed;boundary=x", crLf(part.repeat(BodyParts.MOST_PARTS) + "\n--x--\n")))
                .isInstanceOf(Found.Nothing.class);
        assertThat(find("multipart/mixed;boundary=x", crLf(part.repeat(BodyParts.MOST_PARTS + 1) + "\n--x--\n")))
                .isInstanceOf(Found.Malformed.class);
        isFound(find("multipart/mixed;boundary=b1", within(BodyParts.DEEPEST)), "v=0");
        assertThat(find("multipart/mixed;boundary=b1", within(BodyParts.DEEPEST + 1)))
                .isInstanceOf(Found.Malformed.class);
    }

    private static String within(int bodies) {
        String body = "Content-Type: application/sdp\n\nv=0";
        for (int level = bodies; level >= 1; level--) {
            body = "--b" + level + "\n" + body + "\n--b" + level + "--";
            if (level > 1) body = "Content-Type: multipart/mixed;boundary=b" + level + "\n\n" + body;
        }
        return crLf(body);
    }
}
