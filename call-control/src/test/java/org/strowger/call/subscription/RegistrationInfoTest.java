package org.strowger.call.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.strowger.directory.Binding;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;

class RegistrationInfoTest {

    private static final int MOST_OF_A_DATAGRAM = 60_000;

    private static Binding contact(int number, String rest) {
        InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060);
        Flow flow = new Flow(Transport.UDP, at, at, Flow.NO_CONNECTION);
        return new Binding(
                "sip:" + number + "@192.0.2.7" + rest,
                1000,
                "",
                Instant.MAX,
                "call-id",
                1,
                List.of(),
                flow,
                Optional.empty());
    }

    /** What doesn't fit into a datagram reaches no phone, and its subscription would end for it. */
    @Test
    void a_document_fits_into_a_datagram_however_long_contacts_are_and_the_best_are_in_it() {
        List<Binding> contacts = IntStream.range(0, 20)
                .mapToObj(i -> contact(i, ";x=" + "&".repeat(1_000)))
                .toList();
        byte[] document =
                RegistrationInfo.of("1001", "switch.example", contacts).version(1);
        assertThat(document).hasSizeLessThan(MOST_OF_A_DATAGRAM);
        assertThat(new String(document, StandardCharsets.UTF_8))
                .contains("<uri>sip:0@", "<uri>sip:1@")
                .doesNotContain("<uri>sip:19@");
    }
}
