package org.strowger.sipp;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A domain says by DNS how it would be reached (RFC 3263 §4.1). */
class WantedTransportTest {

    private static final String HOST = "127.0.2.15";
    private static final int PORT = Ports.free(HOST);

    private static final NameServer NAMES =
            NameServer.of(Map.of(NamesHome.DOMAIN, new InetSocketAddress(HOST, PORT)), Set.of(NamesHome.DOMAIN));

    @RegisterExtension
    static final Lab LAB = Lab.with(NamesHome.asking(NAMES));

    @AfterAll
    static void no_more_names() {
        NAMES.close();
    }

    @Test
    void a_domain_that_would_rather_have_tcp_is_called_by_tcp() {
        var callee = LAB.party("callee/answers", HOST, PORT).overTcp().start();
        LAB.caller("hangs-up").dials("8310").run();
        callee.succeeds();
    }

    @Test
    void a_trunk_is_called_by_its_own_transport_whatever_its_domain_would_have() {
        var callee = LAB.party("callee/answers", HOST, PORT).start();
        LAB.caller("hangs-up").dials("8320").run();
        callee.succeeds();
    }
}
