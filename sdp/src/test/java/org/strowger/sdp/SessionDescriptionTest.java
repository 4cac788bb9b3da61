package org.strowger.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.sdp.SessionDescription.Parsed;

class SessionDescriptionTest {

    private static final String PHONE = """
        v=0
        o=alice 2890844526 2890844527 IN IP4 192.0.2.1
        s=call
        i=a call
        c=IN IP4 192.0.2.1
        b=AS:84
        t=0 0
        a=ice-lite
        m=audio 49170 RTP/AVP 8 0 101
        b=AS:64
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-16
        a=sendonly
        m=video 51372 RTP/AVP 34
        c=IN IP4 192.0.2.9
        """.replace("\n", "\r\n");

    static SessionDescription good(String text) {
        return switch (SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Good(SessionDescription description) -> description;
            case Parsed.Malformed malformed -> throw new AssertionError(malformed);
        };
    }

    private static MediaDescription audio(String... attributes) {
        return good("v=0\no=- 1 1 IN IP4 h\nm=audio 4000 RTP/AVP 0 8 101\n"
                        + (attributes.length == 0 ? "" : "a=" + String.join("\na=", attributes)))
                .media()
                .getFirst();
    }

    @Test
    void a_well_formed_description_is_printed_as_it_came() {
        assertThat(new String(good(PHONE).print(), StandardCharsets.UTF_8)).isEqualTo(PHONE);
    }

    @Test
    void everything_is_found_in_its_place() {
        SessionDescription sdp = good(PHONE);
        assertThat(sdp.origin()).isEqualTo(new Origin("alice", "2890844526", "2890844527", "IP4", "192.0.2.1"));
        assertThat(sdp.sessionName()).isEqualTo("call");
        assertThat(sdp.otherLines())
                .containsExactly(new SdpLine('i', "a call"), new SdpLine('b', "AS:84"), new SdpLine('t', "0 0"));
        assertThat(sdp.attributes()).containsExactly(new Attribute("ice-lite"));
        MediaDescription audio = sdp.media().getFirst();
        assertThat(audio.codecs())
                .containsExactly(Codec.PCMA, Codec.PCMU, new Codec(101, "telephone-event", 8000, 1, "0-16"));
        assertThat(sdp.connectionOf(audio)).contains(new ConnectionData("IP4", "192.0.2.1"));
        assertThat(sdp.directionOf(audio)).isEqualTo(Direction.SENDONLY);
        MediaDescription video = sdp.media().getLast();
        assertThat(sdp.connectionOf(video)).contains(new ConnectionData("IP4", "192.0.2.9"));
        assertThat(video.codecs()).extracting(Codec::name).containsExactly("H263");
        assertThat(sdp.directionOf(video)).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void bare_line_feeds_missing_lines_and_a_blank_last_one_are_forgiven() {
        SessionDescription sdp = good("v=0\no=- 1 2 IN IP4 h\nc=IN IP4 192.0.2.1\nm=audio 4 RTP/AVP 0\n\n");
        assertThat(sdp.sessionName()).isEqualTo("-");
        assertThat(sdp.toString()).contains("\r\ns=-\r\n").contains("\r\nt=0 0\r\n");
    }

    @Test
    void lines_in_the_wrong_order_are_printed_in_the_right_one() {
        SessionDescription sdp = good("v=0\nt=0 0\nc=IN IP4 h\ns=x\nb=AS:1\no=- 1 2 IN IP4 h\ni=info\n");
        assertThat(sdp.toString())
                .isEqualTo("v=0\r\no=- 1 2 IN IP4 h\r\ns=x\r\ni=info\r\nc=IN IP4 h\r\nb=AS:1\r\nt=0 0\r\n");
    }

    @Test
    void unknown_lines_pass_through() {
        SessionDescription sdp = good("v=0\no=- 1 2 IN IP4 h\ny=0100000001\nm=audio 4 RTP/AVP 0\nf=v/1/2\n");
        assertThat(sdp.otherLines()).contains(new SdpLine('y', "0100000001"));
        assertThat(sdp.media().getFirst().otherLines()).containsExactly(new SdpLine('f', "v/1/2"));
        assertThat(sdp.toString()).contains("\r\ny=0100000001\r\n").contains("\r\nf=v/1/2\r\n");
    }

    @Test
    void a_user_name_with_blanks_becomes_one_word() {
        assertThat(good("v=0\no=Alice in W 1 2 IN IP4 h\n").origin().username()).isEqualTo("Alice_in_W");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                            | 1 | the body is empty
        hello                                         | 1 | not a line of the form x=value
        s=x                                           | 1 | a description begins with v=
        v=1                                           | 1 | version 1 is not known, only 0
        v=0~s=x                                       | 2 | there is no o= line
        v=0~o=- 1 2                                   | 2 | o= needs user, id, version, IN, address type and address
        v=0~o=- 1 2 IN IP4 h~c=IN                     | 3 | c= needs IN, IP4 or IP6, and an address
        v=0~o=- 1 2 IN IP4 h~m=audio                  | 3 | m= needs medium, port, protocol and formats
        v=0~o=- 1 2 IN IP4 h~m=audio 70000 RTP/AVP 0  | 3 | no port: 70000
        v=0~o=- 1 2 IN IP4 h~m=audio -1 RTP/AVP 0     | 3 | no port: -1
        v=0~o=- 1 2 IN IP4 h~v=0                      | 3 | a second v= line
        """)
    void what_is_wrong_is_said_with_its_line(String text, int line, String why) {
        assertThat(SessionDescription.parse(text.replace('~', '\n').getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Parsed.Malformed(line, why));
    }

    @Test
    void a_value_can_not_smuggle_in_a_line() {
        assertThatThrownBy(() -> new Attribute("x", "1\r\nm=audio 1 RTP/AVP 0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SdpLine('i', "a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    // RFC 3264 §8.4: a peer that puts 0.0.0.0 there does not want to receive.
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, sendrecv, SENDONLY",
        "0.0.0.0, recvonly, INACTIVE",
        "192.0.2.1, recvonly, RECVONLY",
        "192.0.2.1, inactive, INACTIVE",
        "::, sendrecv, SENDONLY",
    })
    void an_address_of_zeros_is_the_old_hold(String address, String attribute, Direction direction) {
        SessionDescription sdp =
                good("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 " + address + "\na=" + attribute + "\nm=audio 4000 RTP/AVP 0\n");
        assertThat(sdp.directionOf(sdp.media().getFirst())).isEqualTo(direction);
    }

    @Test
    void a_direction_is_replaced_where_it_stood() {
        assertThat(audio("sendonly", "ptime:20")
                        .withDirection(Direction.INACTIVE)
                        .attributes())
                .containsExactly(new Attribute("inactive"), new Attribute("ptime", "20"));
        assertThat(audio("ptime:20").withDirection(Direction.RECVONLY).attributes())
                .containsExactly(new Attribute("ptime", "20"), new Attribute("recvonly"));
    }

    @Test
    void fewer_codecs_take_their_lines_with_them() {
        MediaDescription changed = audio(
                        "rtpmap:8 PCMA/8000",
                        "rtpmap:101 telephone-event/8000",
                        "fmtp:101 0-16",
                        "rtcp-fb:* nack",
                        "rtcp-fb:101 ack",
                        "ptime:20")
                .withCodecs(List.of(Codec.PCMA, Codec.PCMU));
        assertThat(changed.formats()).containsExactly("8", "0");
        assertThat(changed.attributes())
                .extracting(Attribute::toString)
                .containsExactly("rtpmap:8 PCMA/8000", "rtcp-fb:* nack", "ptime:20");
    }

    @Test
    void a_new_codec_brings_its_lines() {
        Codec opus = new Codec(96, "opus", 48000, 2, "useinbandfec=1");
        MediaDescription changed = audio().withCodecs(List.of(opus, Codec.PCMU));
        assertThat(changed.attributes())
                .extracting(Attribute::toString)
                .containsExactly("rtpmap:96 opus/48000/2", "fmtp:96 useinbandfec=1");
        assertThat(changed.codecs()).containsExactly(opus, Codec.PCMU);
    }

    @Test
    void an_rtpmap_overrides_a_static_payload_type_and_a_dynamic_one_without_it_means_nothing() {
        assertThat(audio("rtpmap:0 L16/16000").codecs()).extracting(Codec::name).containsExactly("L16", "PCMA");
    }

    @Test
    void only_rtp_has_codecs() {
        assertThat(good("v=0\no=- 1 1 IN IP4 h\nm=image 4000 udptl t38\n")
                        .media()
                        .getFirst()
                        .codecs())
                .isEmpty();
    }

    @Test
    void attributes_come_and_go_by_name() {
        MediaDescription changed =
                audio("ptime:20", "rtcp:4001").without("rtcp").with(new Attribute("rtcp-mux"));
        assertThat(changed.attributes()).containsExactly(new Attribute("ptime", "20"), new Attribute("rtcp-mux"));
        assertThat(changed.attribute("PTIME")).contains("20");
        assertThat(good(PHONE).without("ice-lite").attributes()).isEmpty();
    }

    @Test
    void copies_change_one_thing_only() {
        MediaDescription audio = audio("ptime:20");
        assertThat(audio.withPort(0).isActive()).isFalse();
        assertThat(audio.withPort(0).withPort(4000)).isEqualTo(audio);
        ConnectionData c = new ConnectionData("IP4", "192.0.2.7");
        assertThat(audio.withConnection(Optional.of(c)).withConnection(Optional.empty()))
                .isEqualTo(audio);
    }

    @Test
    void a_direction_has_two_sides() {
        assertThat(Direction.SENDONLY.reversed()).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.SENDRECV.and(Direction.RECVONLY)).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.SENDONLY.and(Direction.RECVONLY)).isEqualTo(Direction.INACTIVE);
    }
}
