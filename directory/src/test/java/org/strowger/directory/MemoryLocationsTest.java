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

    /** RFC 5626 §5.3. */
    @Test
    void what_came_by_a_connection_that_only_its_peer_could_open_goes_with_it() {
        InetSocketAddress address = new InetSocketAddress("192.0.2.1", 5060);
        Flow tab = new Flow(Transport.WSS, address, address, 7);
        Flow other = new Flow(Transport.WSS, address, address, 8);
        Instant later = time.instant().plusSeconds(60);
        locations.update(
                "1001",
                _ -> List.of(binding("sip:a@x.invalid", 1000, later, tab), binding("sip:b@192.0.2.1", 1000, later)));
        locations.update("1002", _ -> List.of(binding("sip:c@x.invalid", 1000, later, tab)));
        locations.update("1003", _ -> List.of(binding("sip:d@x.invalid", 1000, later, other)));
        locations.update("1004", _ -> List.of(binding("sip:e@x.invalid", 1000, later, tab)));
        locations.update("1004", _ -> List.of(binding("sip:e@x.invalid", 1000, later, other)));
        assertThat(locations.forget(tab)).containsOnlyKeys("1001", "1002");
        assertThat(locations.all()).containsOnlyKeys("1001", "1003", "1004");
        assertThat(locations.lookup("1001")).extracting(Binding::contact).containsExactly("sip:b@192.0.2.1");
        assertThat(locations.forget(tab)).isEmpty();
    }

    private static Binding binding(String contact, int q, Instant expires) {
        InetSocketAddress address = new InetSocketAddress("192.0.2.1", 5060);
        return binding(contact, q, expires, new Flow(Transport.UDP, address, address, 0));
    }

    private static Binding binding(String contact, int q, Instant expires, Flow flow) {
        return new Binding(contact, q, "", expires, "call-id", 1, List.of(), flow, Optional.empty());
    }
}
