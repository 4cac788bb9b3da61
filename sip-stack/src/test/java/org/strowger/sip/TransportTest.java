package org.strowger.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportTest {

    private static Transport named(String name) {
        return Stream.of(Transport.UDP, Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS)
                .filter(transport -> transport.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** RFC 3261 §19.1.2, RFC 7118 §5.3: 80 and 443 as on the web. */
    @ParameterizedTest
    @CsvSource({"UDP, 5060", "TCP, 5060", "TLS, 5061", "WS, 80", "WSS, 443"})
    void each_has_the_port_that_is_meant_where_none_is_named(String transport, int port) {
        assertThat(named(transport).defaultPort()).isEqualTo(port);
    }

    /** RFC 3261 §26.2.2. */
    @ParameterizedTest
    @CsvSource({"UDP, TLS", "TCP, TLS", "TLS, TLS", "WS, WSS", "WSS, WSS"})
    void sips_makes_it_secure(String transport, String secured) {
        assertThat(named(transport).secured()).isSameAs(named(secured));
    }
}
