package org.strowger.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.sip.Frames;
import org.strowger.sip.Transport;

class SipMessageTest {

    private static SipRequest read(String moreHeaders) {
        return SipRequest.read(Frames.wire(Frames.options(moreHeaders))).orElseThrow();
    }

    @Test
    void a_request_says_what_it_holds_and_what_it_lacks_is_empty() {
        SipRequest request = read("");
        assertThat(request.method()).isEqualTo(SipRequest.OPTIONS);
        assertThat(request.uri()).hasToString("sip:bob@example.com");
        assertThat(request.from().uri()).isEqualTo(Uri.of("sip:alice@example.com"));
        assertThat(request.from().displayName()).isEmpty();
        assertThat(request.callId()).isEqualTo("c1");
        assertThat(request.cseq()).isEqualTo(1);
        assertThat(request.maxForwards()).hasValue(70);
        assertThat(request.expires()).isEmpty();
        assertThat(request.contacts()).isEmpty();
        assertThat(request.headers("X-None")).isEmpty();
        assertThat(request.header("X-None")).isEmpty();
        assertThat(request.contentType()).isEmpty();
        assertThat(request.body()).isEmpty();
    }

    @Test
    void contacts_say_how_much_they_are_wanted_and_for_how_long() {
        List<Contact> contacts = read("""
            Contact: <sip:bob@192.0.2.9>;q=0.25;expires=60;+sip.instance="<urn:x>", <tel:+4930>
            """).contacts();
        assertThat(contacts).hasSize(2);
        assertThat(contacts.getFirst().uri()).contains(Uri.of("sip:bob@192.0.2.9"));
        assertThat(contacts.getFirst().q()).isEqualTo(250);
        assertThat(contacts.getFirst().expires()).hasValue(60);
        assertThat(contacts.getFirst().parameters())
                .extracting(Contact.Parameter::name)
                .contains("q", "expires", "+sip.instance");
        assertThat(contacts.getLast().q()).isEqualTo(1000);
        assertThat(read("Contact: <sip:bob@192.0.2.9>;q=NaN\n")
                        .contacts()
                        .getFirst()
                        .q())
                .isEqualTo(1000);
        assertThat(contacts.getLast().uri()).containsInstanceOf(OtherUri.class);
        assertThat(read("Contact: *\n").contacts().getFirst().isStar()).isTrue();
        assertThat(read("Contact: *\n").contacts().getFirst().uri()).isEmpty();
    }

    @Test
    void headers_keep_their_order_and_pass_on_as_they_came() {
        SipRequest request = read("X-One: a; b\nX-Two: 2\nX-One: c\n");
        assertThat(request.headers("x-one")).extracting(SipHeader::value).containsExactly("a; b", "c");
        assertThat(request.headers(name -> name.startsWith("x-")))
                .extracting(SipHeader::toString)
                .containsExactly("X-One: a; b", "X-One: c", "X-Two: 2");
        SipResponse response = SipResponse.of(SipResponse.OK, "Fine", request);
        request.headers("X-One").forEach(response::add);
        assertThat(new String(response.print(), StandardCharsets.UTF_8))
                .startsWith("SIP/2.0 200 Fine\r\n")
                .contains("X-One: a; b\r\n", "X-One: c\r\n");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason()).isEqualTo("Fine");
        request.remove("X-One");
        assertThat(request.has("x-one")).isFalse();
    }

    /** The examples of RFC 3261 §19.1.4. */
    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;newparam=5",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com,"
                + " sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent,"
                + " sip:alice@atlanta.com?priority=urgent&subject=project%20x"
    })
    void uris_that_mean_the_same_are_equal_and_fall_into_one_place(String one, String other) {
        assertThat(Uri.of(one)).isEqualTo(Uri.of(other)).hasSameHashCodeAs(Uri.of(other));
        assertThat(Uri.of(other)).isEqualTo(Uri.of(one));
    }

    /** The examples of RFC 3261 §19.1.4. */
    @ParameterizedTest
    @CsvSource({
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting",
        "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off",
        "sip:bob@biloxi.com, sips:bob@biloxi.com"
    })
    void uris_that_may_lead_elsewhere_are_not_equal(String one, String other) {
        assertThat(Uri.of(one)).isNotEqualTo(Uri.of(other));
        assertThat(Uri.of(other)).isNotEqualTo(Uri.of(one));
    }

    /** RFC 3261 §19.1.4. */
    @Test
    void uris_are_compared_by_what_they_mean() {
        assertThat(Uri.of("sip:%61lice@example.com")).isEqualTo(Uri.of("sip:alice@EXAMPLE.com"));
        assertThat(Uri.of("sip:alice@example.com")).isNotEqualTo(Uri.of("sip:ALICE@example.com"));
        assertThat(Uri.of("tel:+4930")).isNotEqualTo(Uri.of("sip:+4930@example.com"));
    }

    /** RFC 3261 §25.1: a quoted-string, of which some phones write a backslash that quotes nothing. */
    @ParameterizedTest
    @CsvSource({
        "Al \"X\" Y, \"Al \\\"X\\\" Y\" <sip:alice@example.com>",
        "OFFICE\\alice, \"OFFICE\\\\alice\" <sip:alice@example.com>"
    })
    void a_name_is_quoted_where_it_is_written_and_bare_where_it_is_read(String name, String written) {
        assertThat(NameAddress.of(name, Uri.of("sip:alice@example.com"))).hasToString(written);
        assertThat(NameAddress.of(written).displayName()).isEqualTo(name);
        assertThat(NameAddress.of("\"OFFICE\\alice\" <sip:alice@example.com>").displayName())
                .isEqualTo("OFFICE\\alice");
    }

    @Test
    void a_uri_is_written_and_read() {
        SipUri uri = SipUri.of("a b", "2001:db8::1", 5070, Transport.TCP);
        assertThat(uri).hasToString("sip:a%20b@[2001:db8::1]:5070;transport=tcp");
        assertThat(uri.port()).hasValue(5070);
        assertThat(uri.transport()).contains("tcp");
        assertThat(SipUri.ofHost("example.com")).hasToString("sip:example.com");
        assertThat(SipUri.ofHost("example.com").user()).isEmpty();
        assertThat(SipUri.ofHost("example.com").port()).isEmpty();
        assertThat(SipUri.read("sip:1@example.com?Replaces=a%40b").orElseThrow().header("replaces"))
                .contains("a%40b");
        assertThat(SipUri.read("tel:+4930")).isEmpty();
        assertThat(Uri.read("sip:")).isEmpty();
        assertThatThrownBy(() -> Uri.of("sip:")).isInstanceOf(BadMessageException.class);
    }

    /** §19.1.1, RFC 7118 §5.2.2: one word for both kinds of WebSocket. */
    @ParameterizedTest
    @CsvSource({
        "UDP, sip:ada@example.com",
        "TCP, sip:ada@example.com;transport=tcp",
        "TLS, sip:ada@example.com;transport=tls",
        "WS, sip:ada@example.com;transport=ws",
        "WSS, sip:ada@example.com;transport=ws"
    })
    void a_uri_names_its_transport_unless_it_is_the_usual_one(String transport, String uri) {
        Transport named = Stream.of(Transport.UDP, Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS)
                .filter(one -> one.name().equals(transport))
                .findAny()
                .orElseThrow();
        assertThat(SipUri.of("ada", "example.com", 0, named)).hasToString(uri);
    }

    @Test
    void what_is_no_header_is_not_made_one() {
        assertThatThrownBy(() -> SipHeader.of("X-A", "1\r\nX-B: 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipHeader.of("Contact", "<sip:")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipHeader.maxForwards(-1)).isInstanceOf(BadMessageException.class);
        assertThat(SipHeader.maxForwards(69)).hasToString("Max-Forwards: 69");
    }
}
