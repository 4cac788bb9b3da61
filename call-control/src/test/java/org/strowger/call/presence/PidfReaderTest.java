package org.strowger.call.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.presence.PidfReader.Reading;
import org.strowger.call.presence.PublishedPresence.Basic;
import org.strowger.call.presence.PublishedPresence.Tuple;

class PidfReaderTest {

    /**
     * As the phones of two makers write it: prefixes, elements of others, activities in the tuple and in the person.
     */
    private static final String DOCUMENT = """
            <?xml version="1.0"?>
            <p:presence xmlns:p="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid"
              xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:x="urn:example" entity="pres:1001@office.example">
             <p:note> in &#x48;amburg </p:note>
             <x:presence><x:tuple><x:basic>open</x:basic></x:tuple></x:presence>
             <p:tuple id="a"><p:status><p:basic>
               closed </p:basic><r:activities><r:meeting/></r:activities></p:status><p:note>at &lt;five&gt;</p:note>
               <p:contact priority="0.8">sip:1001@10.0.0.5</p:contact><p:timestamp>2026-01-05T10:00:00Z</p:timestamp>
             </p:tuple>
             <p:tuple id="b"><p:status><x:mood>fine</x:mood></p:status></p:tuple>
             <dm:person id="c"><r:activities><r:away/><x:away/><r:dancing/></r:activities><dm:note>no</dm:note></dm:person>
            </p:presence>
            """;

    private final PidfReader reader = new PidfReader();

    private Reading read(String document, Charset charset) {
        return reader.read(document.getBytes(charset));
    }

    @Test
    void what_a_phone_says_is_read_and_what_is_not_ours_is_passed_over() {
        assertThat(read(DOCUMENT, StandardCharsets.UTF_8)).isInstanceOfSatisfying(Reading.Good.class, good -> {
            PublishedPresence presence = good.presence();
            assertThat(presence.tuples())
                    .as("one without a basic status says nothing")
                    .isEqualTo(List.of(new Tuple(Basic.CLOSED, "at <five>")));
            assertThat(presence.activities()).containsExactly("away", "meeting");
            assertThat(presence.note()).isEqualTo("in Hamburg");
        });
    }

    @Test
    void it_is_written_in_utf_8_whatever_it_says_itself() {
        String named =
                DOCUMENT.replace("\"1.0\"", "\"1.0\" encoding=\"ISO-8859-1\"").replace("five", "f\u00fcnf");
        assertThat(read(named, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat(good.presence().tuples())
                                .extracting(Tuple::note)
                                .containsExactly("at <f\u00fcnf>"));
        assertThat(read(named, StandardCharsets.ISO_8859_1)).isInstanceOf(Reading.Bad.class);
        assertThat(read(DOCUMENT, StandardCharsets.UTF_16)).isInstanceOf(Reading.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u0000", "<", "<?xml?>", "<!DOCTYPE a>", "</a>", "<a xmlns:b=''/>"})
    void what_is_none_is_told(String document) {
        assertThat(read(document, StandardCharsets.UTF_8)).isInstanceOf(Reading.Bad.class);
    }

    /** Whatever octets come, something is read or it is told why not: nothing is thrown, and nothing hangs. */
    @Test
    void no_octets_throw() {
        var random = new SplittableRandom(7);
        byte[] good = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = good.clone();
            for (int i = 0; i <= round % 4; i++) broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            if (reader.read(broken) instanceof Reading.Good(PublishedPresence presence)) {
                read++;
                assertThat(presence.tuples()).hasSizeLessThanOrEqualTo(PidfReader.MOST_TUPLES);
            }
        }
        assertThat(read).as("of those that are broken in what nobody reads").isPositive();
    }
}
