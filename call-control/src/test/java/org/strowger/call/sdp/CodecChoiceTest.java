package org.strowger.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.directory.CodecPolicy;
import org.strowger.sdp.Codec;

class CodecChoiceTest {

    private static List<Codec> codecs(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(CodecChoiceTest::codec)
                .toList();
    }

    /** NAME or NAME:PAYLOADTYPE; te and cn beside the codecs of the switch. */
    private static Codec codec(String word) {
        String[] parts = word.split(":", -1);
        Codec known = switch (parts[0]) {
            case "te" -> new Codec(101, "telephone-event", 8000, 1, "0-15");
            case "te48" -> new Codec(102, "telephone-event", 48_000, 1, "0-15");
            case "cn" -> new Codec(13, "CN", 8000, 1, "");
            case "gsm" -> new Codec(3, "GSM", 8000, 1, "");
            default -> CodecPolicy.named(parts[0]).orElseThrow();
        };
        if (parts.length == 1) return known;
        return new Codec(
                Integer.parseInt(parts[1]), known.name(), known.clockRate(), known.channels(), known.parameters());
    }

    private static CodecPolicy policy(String words) {
        return new CodecPolicy(codecs(words));
    }

    private static String numbers(List<Codec> codecs) {
        return codecs.stream().map(c -> Integer.toString(c.payloadType())).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // as it is, where G.711 is in it or we know none of it
        "pcmu te,'',0 101",
        "te pcma gsm,'',101 8 3",
        "gsm te,'',3 101",
        // with G.711 where that is missing
        "opus:96 te48,'',96 8 0 102",
        "g722 gsm te,'',9 3 8 0 101",
        // limited and in order; what is not common is transcoded
        "pcmu pcma te,pcma,8 101",
        "pcmu pcma opus:96 te,opus pcma,96 8 101",
        "pcmu te,opus g722,107 9 101",
        "gsm te,pcma,''",
        "pcmu gsm cn te,pcma pcmu,0 8 13 101"
    })
    void what_a_callee_is_offered(String callers, String allowed, String expected) {
        assertThat(numbers(CodecChoice.onward(codecs(callers), policy(allowed))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // both speak it: in the answerer's order, under the offerer's numbers
        "pcmu pcma te,pcma pcmu te,'',8 0 101",
        "opus:96 pcmu,opus:111 pcmu,'',96 0",
        // nothing in common: all of the offer that we speak
        "opus:96 g722 gsm te,pcmu te,'',96 9 101",
        "pcma pcmu te,opus te48,pcmu,0 101",
        "gsm te,pcmu te,'',''",
        "pcmu te,gsm,'',''",
        "pcmu pcma,pcma,pcmu,0"
    })
    void what_an_offer_is_answered_with(String offered, String others, String allowed, String expected) {
        assertThat(numbers(CodecChoice.answer(codecs(offered), codecs(others), policy(allowed))))
                .isEqualTo(expected);
    }

    @Test
    void an_added_codec_takes_no_number_that_means_something_else() {
        List<Codec> callers = List.of(Codec.PCMU, new Codec(107, "speex", 16_000, 1, ""));
        List<Codec> offered = CodecChoice.onward(callers, policy("opus"));
        assertThat(offered).hasSize(1);
        assertThat(offered.getFirst().payloadType()).isNotEqualTo(107).isBetween(96, 127);
    }

    @Test
    void codecs_are_named_without_case_and_with_a_clock_where_there_are_several() {
        assertThat(CodecPolicy.named("PCMA")).contains(Codec.PCMA);
        assertThat(CodecPolicy.named("l16/48000").orElseThrow().clockRate()).isEqualTo(48_000);
        assertThat(CodecPolicy.named("g729")).isEmpty();
        assertThat(CodecPolicy.named("telephone-event")).isEmpty();
    }

    @Test
    void a_peer_sends_by_the_numbers_that_it_was_told() {
        List<Codec> numbers = CodecChoice.numbered(codecs("opus:96 te"), codecs("opus:111 te"));
        assertThat(numbers(numbers)).isEqualTo("96 101 111");
    }
}
