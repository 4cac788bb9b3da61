package org.strowger.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;
import static org.strowger.sip.Frames.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.sip.message.Response;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Frames;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec.Parsed;
import org.strowger.sip.wire.MessageLimits;

/**
 * Each bound of a message's parts, from bytes: at it the message passes, one above it is refused; and up to it, cost
 * grows no faster than the message.
 */
class MessageLimitsTest {

    private static String uri(String requestUri) {
        return options("").replace("sip:bob@example.com SIP/2.0", requestUri + " SIP/2.0");
    }

    /** The status that a message is refused with; 200 for one that isn't. */
    private static int verdict(String message) {
        return switch (SipCodec.parse(wire(message))) {
            case Parsed.GoodRequest _ -> Response.OK;
            case Parsed.BadRequest bad -> bad.status();
            case Parsed other -> throw new AssertionError(other.toString());
        };
    }

    private static String repeated(String element, int times) {
        return String.join(",", Collections.nCopies(times, element));
    }

    @Test
    void a_request_uri_of_more_than_1024_octets_gets_414_from_the_index() {
        String longest =
                "sip:" + "1".repeat(MessageLimits.REQUEST_URI_BYTES - "sip:@example.com".length()) + "@example.com";
        assertThat(verdict(uri(longest))).isEqualTo(200);
        WireMessage message = wire(uri(longest.replace("sip:", "sip:1")));
        assertThat(message.isSound()).isFalse();
        assertThat(SipCodec.parse(message))
                .isInstanceOfSatisfying(
                        Parsed.BadRequest.class,
                        bad -> assertThat(bad.status()).isEqualTo(Response.REQUEST_URI_TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ";a", ";a=b"})
    void a_request_uri_has_64_parameters_at_most(String parameter) {
        String full = "sip:bob@example.com" + parameter.repeat(MessageLimits.PARAMETERS);
        assertThat(wire(uri(full)).isSound()).isTrue();
        assertThat(verdict(uri(full + parameter))).isEqualTo(400);
    }

    /** Angle brackets or not: the parameters of the address and those of its URI count together. */
    @ParameterizedTest
    @ValueSource(strings = {"Contact", "m", "Route", "Record-Route", "Path", "Refer-To", "P-Asserted-Identity"})
    void an_address_has_64_parameters_at_most(String name) {
        String decisive = name.startsWith("P-A") ? "" : "refused";
        String full = name + ": <sip:a@b" + ";x=1".repeat(MessageLimits.PARAMETERS) + ">\n";
        assertThat(verdict(options(full))).isEqualTo(200);
        String over = full.replace(">", ";x=1>");
        // What we don't act on is passed over unread.
        assertThat(verdict(options(over))).isEqualTo(decisive.isEmpty() ? 200 : 400);
    }

    /** RFC 3261 §25.1, RFC 5118 §4.2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:2001:db8::10",
                "sip:a@2001:db8::10",
                "sip:a@b:99999",
                "sip:a@b:12x",
                "sip:a@b:",
                "sip:a@[::1]:99999",
                "sip:a@[::1]x",
                "sip::::",
                "sip:a@b,c",
                "sip:a@b/c",
                "sip:@b",
                "sip:a@"
            })
    void a_host_or_port_that_is_none_gets_400(String requestUri) {
        assertThat(verdict(uri(requestUri))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:2001:db8::10", "sip:a@2001:db8::10", "sip:a@b:99999", "sip:a@[::1]:99999"})
    void nor_is_it_taken_in_an_address(String uri) {
        assertThat(verdict(options("Contact: <" + uri + ">\n"))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@[2001:db8::10]",
                "sip:a@[2001:db8::10]:5060;transport=tcp",
                "sip:a_b.example:65535",
                "sips:a@1.2.3.4;x",
                "sip:a;b=c@d.example",
                "tel:+49-123"
            })
    void any_other_is_taken(String requestUri) {
        assertThat(verdict(uri(requestUri))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact", "Route", "Record-Route", "Path"})
    void a_line_holds_128_addresses_at_most(String name) {
        assertThat(verdict(options(name + ": " + repeated("<sip:a@b>", MessageLimits.ELEMENTS) + "\n")))
                .isEqualTo(200);
        assertThat(verdict(options(name + ": " + repeated("<sip:a@b>", MessageLimits.ELEMENTS + 1) + "\n")))
                .isEqualTo(400);
    }

    @Test
    void a_message_holds_256_addresses_at_most_however_they_are_spread() {
        String most =
                "Contact: <sip:a@b>\n".repeat(MessageLimits.ADDRESSES - 11); // From and To, and room for other lines
        assertThat(verdict(options(most))).isEqualTo(200);
        assertThat(verdict(options("Contact: <sip:a@b>, <sip:c@d>\n".repeat(MessageLimits.ADDRESSES / 2))))
                .isEqualTo(400);
    }

    @Test
    void a_comma_in_a_name_or_a_uri_does_not_divide_an_address() {
        String message = options("Contact: \"Bob, \\\"the, first\\\"\" <sip:a,b@c>;x=\"1,2\", <sip:d@e>\n");
        assertThat(SipCodec.parse(wire(message)))
                .isInstanceOfSatisfying(
                        Parsed.GoodRequest.class,
                        good -> assertThat((Iterator<?>) good.request().getHeaders("Contact"))
                                .toIterable()
                                .hasSize(2));
    }

    /**
     * What an octet costs doesn't depend on how many there are: allocation is counted, since what is quadratic here
     * copies.
     */
    @ParameterizedTest
    @MethodSource
    void cost_grows_no_faster_than_the_message(IntFunction<String> ofSize, int largest) {
        cost(ofSize.apply(largest)); // classes and caches are loaded
        double half = cost(ofSize.apply(largest / 2));
        double whole = cost(ofSize.apply(largest));
        double fixed = cost(options(""));
        assertThat((whole - fixed) / (half - fixed)).isLessThan(2 * 1.3);
    }

    static Stream<Arguments> cost_grows_no_faster_than_the_message() {
        return Stream.of(
                shape("octets of a Request-URI", n -> uri("sip:" + "1".repeat(n) + "@example.com"), 1000),
                shape("Vias of one line", n -> options("Via: " + repeated("SIP/2.0/UDP a:1;branch=z", n) + "\n"), 64),
                shape("Via lines", n -> options("Via: SIP/2.0/UDP a:1;branch=z\n".repeat(n)), 64),
                shape("contacts of one line", n -> options("Contact: " + repeated("<sip:a@b;x=1>", n) + "\n"), 128),
                shape("contact lines", n -> options("Contact: <sip:a@b;x=1>\n".repeat(n)), 200),
                shape("routes of one line", n -> options("Route: " + repeated("<sip:a@b;lr>", n) + "\n"), 128),
                shape("record-routes", n -> options("Record-Route: " + repeated("<sip:a@b;lr>", n) + "\n"), 128),
                shape("parameters of a header", n -> options("Content-Type: a/b" + ";c=d".repeat(n) + "\n"), 2000),
                shape("parameters behind an address", n -> options("Contact: <sip:a@b>" + ";c=d".repeat(n) + "\n"), 64),
                shape("unknown headers", n -> options("X-Much: more\n".repeat(n)), 200),
                shape("octets of an unknown header", n -> options("X-Much: " + "a".repeat(n) + "\n"), 16000),
                shape("tokens of Supported", n -> options("Supported: " + repeated("a", n) + "\n"), 4000),
                shape("tokens of Require", n -> options("Require: " + repeated("a", n) + "\n"), 4000),
                shape("words of User-Agent", n -> options("User-Agent: " + "a/1 ".repeat(n) + "\n"), 4000),
                shape("octets of a display name", n -> options("Contact: \"" + "a".repeat(n) + "\" <sip:a@b>\n"), 4000),
                shape("octets of a body", n -> options("Content-Length: " + n + "\n") + "a".repeat(n), 60000));
    }

    private static Arguments shape(String name, IntFunction<String> ofSize, int largest) {
        return Arguments.of(Named.of(name, ofSize), largest);
    }

    /** Octets allocated from frame to verdict; of a refused message with its answer. */
    private static long cost(String message) {
        byte[] frame = bytes(message);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Parsed parsed = SipCodec.parse(WireMessage.of(frame, Frames.UDP));
            if (parsed instanceof Parsed.BadRequest bad) SipCodec.print(bad.answer());
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void a_long_chain_of_semicolons_is_refused_for_the_price_of_its_index() {
        String flood = uri("sip:a@127.0.0.1" + ";".repeat(63_000));
        assertThat(verdict(flood)).isEqualTo(414);
        assertThat(cost(flood)).isLessThan(100_000);
        // And where it stands in headers of a message that is refused anyway.
        String elsewhere = flood.replace("<sip:alice@example.com>", "<sip:alice@example.com" + ";".repeat(400) + ">");
        assertThat(verdict(elsewhere)).isEqualTo(414);
        assertThat(cost(elsewhere)).isLessThan(100_000);
    }
}
