package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.strowger.directory.Trunk;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;

class TrunkAddressesTest {

    private static final InetAddress OLD = InetAddress.ofLiteral("192.0.2.7");

    private final List<Hop> dns = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Optional<Error> fault = Optional.empty();
    private final TrunkAddresses addresses = TrunkAddresses.unwatched(
            List.of(
                    new Trunk("named", "sip.carrier.example", 0, Transport.UDP, "default"),
                    new Trunk("numeric", "192.0.2.7", 0, Transport.UDP, "default")),
            _ -> {
                fault.ifPresent(thrown -> {
                    throw thrown;
                });
                return CompletableFuture.completedFuture(List.copyOf(dns));
            },
            () -> now);

    private List<String> at(InetAddress source) {
        return addresses.trunksAt(source).stream().map(Trunk::name).toList();
    }

    @Test
    void what_one_round_throws_leaves_the_addresses_as_they_were_and_the_next_round_asks_again()
            throws InterruptedException {
        InetAddress fresh = InetAddress.ofLiteral("192.0.2.8");
        dns.add(new Hop(Transport.UDP, new InetSocketAddress(OLD, 5060)));
        addresses.round();
        dns.set(0, new Hop(Transport.UDP, new InetSocketAddress(fresh, 5060)));
        fault = Optional.of(new StackOverflowError("thrown by a resolver"));
        addresses.round();
        assertThat(at(OLD)).containsExactly("named", "numeric");
        assertThat(at(fresh)).isEmpty();
        fault = Optional.empty();
        addresses.round();
        assertThat(at(OLD)).containsExactly("numeric");
        assertThat(at(fresh)).containsExactly("named");
    }

    @Test
    void a_name_that_fails_keeps_its_addresses_for_an_hour_and_no_longer() throws InterruptedException {
        assertThat(at(OLD)).containsExactly("numeric");
        dns.add(new Hop(Transport.UDP, new InetSocketAddress(OLD, 5060)));
        addresses.lookUp();
        assertThat(at(OLD)).containsExactly("named", "numeric");
        dns.clear();
        now = now.plus(Duration.ofMinutes(60));
        addresses.lookUp();
        assertThat(at(OLD)).containsExactly("named", "numeric");
        now = now.plus(Duration.ofMinutes(1));
        addresses.lookUp();
        assertThat(at(OLD)).containsExactly("numeric");
        assertThat(at(InetAddress.ofLiteral("192.0.2.8"))).isEmpty();
    }
}
