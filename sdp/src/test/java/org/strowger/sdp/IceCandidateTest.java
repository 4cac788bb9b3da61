package org.strowger.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceCandidateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 1 UDP 2130706431 10.0.1.1 8998 typ host",
                "2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998",
                "3 2 TCP 1518280447 2001:db8::1 9 typ host tcptype active generation 0",
            })
    void a_candidate_is_printed_as_it_came(String value) {
        assertThat(IceCandidate.parse(value)).map(IceCandidate::toString).contains(value);
    }

    @Test
    void its_base_is_found() {
        assertThat(IceCandidate.parse("2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998")
                        .flatMap(IceCandidate::related))
                .isEqualTo(Optional.of(new IceCandidate.Related("10.0.1.1", 8998)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 1 UDP",
                "1 x UDP 1 h 1 typ host",
                "1 1 UDP 99999999999 h 1 typ host",
                "1 1 UDP 1 h 1 kind host"
            })
    void what_is_none_is_left_out(String value) {
        assertThat(IceCandidate.parse(value)).isEmpty();
    }
}
