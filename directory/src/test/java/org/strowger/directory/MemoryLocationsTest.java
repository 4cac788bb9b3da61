package org.strowger.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.statemachine.VirtualTime;

class MemoryLocationsTest {

    private final VirtualTime time = new VirtualTime();
    private final MemoryLocations locations = new MemoryLocations(time);

    @Test
    void the_best_contact_comes_first_and_expired_ones_are_gone() {
        Instant now = time.instant();
        locations.update(
                "1001",
                _ -> List.of(
                        binding("sip:old@192.0.2.1", 500, now.plusSeconds(100)),
                        binding("sip:short@192.0.2.2", 1000, now.plusSeconds(10)),
                        binding("sip:long@192.0.2.3", 1000, now.plusSeconds(1000))));
        assertThat(locations.lookup("1001"))
                .extracting(Binding::contact)
                .containsExactly("sip:long@192.0.2.3", "sip:short@192.0.2.2", "sip:old@192.0.2.1");
        time.advance(Duration.ofSeconds(10));
        assertThat(locations.lookup("1001"))
                .extracting(Binding::contact)
                .containsExactly("sip:long@192.0.2.3", "sip:old@192.0.2.1");
        time.advance(Duration.ofSeconds(1000));
        assertThat(locations.lookup("1001")).isEmpty();
        assertThat(locations.all()).isEmpty();
    }

    @Test
    void an_address_of_record_without_bindings_is_forgotten() {
        locations.update(
                "1001",
                _ -> List.of(binding("sip:a@192.0.2.1", 1000, time.instant().plusSeconds(60))));
        locations.update("1001", _ -> List.of());
        assertThat(locations.all()).isEmpty();
    }

    private static Binding binding(String contact, int q, Instant expires) {
        InetSocketAddress address = new InetSocketAddress("192.0.2.1", 5060);
        Flow flow = new Flow(Transport.UDP, address, address, 0);
        return new Binding(contact, q, "", expires, "call-id", 1, List.of(), flow, Optional.empty());
    }
}
