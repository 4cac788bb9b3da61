package org.strowger.sip.transport;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.sip.Frames;
import org.strowger.sip.Indexing;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed;

/**
 * The torture tests of RFC 4475 as far as codec and inspector judge them; what passes here is judged by the layers
 * above.
 */
class Rfc4475Test {

    private static final RequestInspector INSPECTOR = new RequestInspector(new RequestInspector.Understood(
            Set.of("INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "MESSAGE", "INFO", "UPDATE"),
            Set.of("100rel", "timer"),
            Set.of("application/sdp")));

    private static final String PASSED = "passed";
    private static final String SILENT = "silent";

    /** Where we judge otherwise than the column of what is preferred, as the RFC allows. */
    private static final Map<String, String> LENIENT = Map.ofEntries(
            entry("regbadct", "a Contact without angle brackets is read as if it had them, headers and all"),
            entry("badaspec", "space within angle brackets is dropped, and never sent on"),
            entry(
                    "baddn_crlf",
                    "an unquoted comma in a display name can be read in one way only, and is quoted when sent"),
            entry("unksm2", "the message is well-formed: the registrar refuses an AOR that is no SIP URI"),
            entry("regaut01", "credentials of an unknown scheme are as good as none: the registrar challenges"),
            entry("mpart01", "well-formed"));

    record Row(String name, String preferred, Set<String> acceptable, boolean silenceOk) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return new String(resource("index.tsv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(c -> new Row(c[0], c[3], Set.copyOf(List.of(c[4].split(","))), c[5].equals("1")));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Rfc4475Test.class.getResourceAsStream("/rfc4475/" + name)) {
            if (in == null) throw new IllegalArgumentException(name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_message_gets_what_the_rfc_allows(Row row) {
        String verdict = verdict(resource(row.name + ".dat"));
        if (verdict.equals(SILENT)) assertThat(row.silenceOk).isTrue();
        else if (verdict.equals(PASSED)) assertThat(row.acceptable).containsAnyOf("2xx", "200", "401");
        else assertThat(row.acceptable).contains(verdict);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void and_what_it_prefers_unless_we_say_why_not(Row row) {
        String verdict = verdict(resource(row.name + ".dat"));
        if (LENIENT.containsKey(row.name)) return;
        assertThat(preferred(row)).contains(verdict);
    }

    /** What the layers above are to say about a good message shows as passed here. */
    private static List<String> preferred(Row row) {
        return Stream.of(row.preferred.split("\\|"))
                .flatMap(word -> switch (word) {
                    case "parse", "one-reply", "ignore", "200", "401", "404" -> Stream.of(PASSED);
                    default -> Stream.of(word);
                })
                .toList();
    }

    private static String verdict(byte[] frame) {
        return switch (WireMessage.index(frame, Frames.UDP)) {
            case Indexing.Rejected _ -> SILENT;
            case Indexing.Indexed(WireMessage message) ->
                switch (SipCodec.parse(message)) {
                    case Parsed.GoodRequest(Request request) -> verdict(request);
                    case Parsed.GoodResponse(Response response) -> printed(response, SILENT);
                    case Parsed.BadRequest bad -> printed(bad.answer(), Integer.toString(bad.status()));
                    case Parsed.Junk _ -> SILENT;
                };
        };
    }

    private static String verdict(Request request) {
        assertThat(WireMessage.of(SipCodec.print(request), Frames.UDP).callId()).isNotEmpty();
        Optional<Response> refusal = INSPECTOR.refusal(request);
        return refusal.map(response -> printed(response, Integer.toString(response.getStatusCode())))
                .orElse(PASSED);
    }

    /** What we would send is itself well-formed, as far as what it answers allows. */
    private static String printed(Response response, String verdict) {
        String text = new String(SipCodec.print(response), StandardCharsets.UTF_8);
        assertThat(text).startsWith("SIP/2.0 ").contains("\r\nVia: ").contains("\r\n\r\n");
        return verdict;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void over_a_stream_each_is_framed_as_over_udp_or_not_at_all(Row row) {
        byte[] frame = resource(row.name + ".dat");
        Framer framer = new Framer();
        framer.add(io.netty.buffer.Unpooled.wrappedBuffer(frame));
        Framer.Step step = framer.next();
        switch (row.name) {
            // More is said to come than is there: the rest is waited for.
            case "clerr", "baddn" -> assertThat(step).isEqualTo(Framer.Step.MORE);
            case "ncl", "mcl01" -> assertThat(step).isEqualTo(Framer.Step.BROKEN);
            default -> {
                assertThat(step).isEqualTo(Framer.Step.FRAME);
                assertThat(frame).startsWith(framer.frame());
            }
        }
    }
}
