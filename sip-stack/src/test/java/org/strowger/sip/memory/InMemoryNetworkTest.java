package org.strowger.sip.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;
import org.strowger.sip.memory.InMemoryNetwork.Fate;
import org.strowger.statemachine.VirtualTime;

class InMemoryNetworkTest {

    private static final InetSocketAddress ALICE = new InetSocketAddress("192.0.2.1", 5060);
    private static final InetSocketAddress BOB = new InetSocketAddress("192.0.2.2", 5060);

    private final VirtualTime time = new VirtualTime();
    private final InMemoryNetwork network = new InMemoryNetwork(time, 42);
    private final InMemoryHost alice = network.host("alice", ALICE, time.newLoop("alice"));
    private final InMemoryHost bob = network.host("bob", BOB, time.newLoop("bob"));
    private final List<WireMessage> atAlice = new ArrayList<>();
    private final List<WireMessage> atBob = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    InMemoryNetworkTest() {
        alice.receiver(atAlice::add);
        bob.receiver(atBob::add);
    }

    @Test
    void a_datagram_arrives_after_the_delay_with_the_senders_address() {
        network.conditions(Conditions.after(Duration.ofMillis(20)));
        alice.send(numbered(1), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        time.advance(Duration.ofMillis(19));
        assertThat(atBob).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(atBob).hasSize(1);
        assertThat(atBob.getFirst().flow()).isEqualTo(new Flow(Transport.UDP, BOB, ALICE, 0));
    }

    @Test
    void datagrams_are_lost_doubled_and_overtaken_the_same_way_for_the_same_seed() {
        assertThat(order(7)).isEqualTo(order(7)).isNotEqualTo(order(8));
        assertThat(order(7)).doesNotHaveDuplicates().hasSizeBetween(50, 99);
        assertThat(order(7)).isNotEqualTo(order(7).stream().sorted().toList());
    }

    private static List<Long> order(long seed) {
        VirtualTime time = new VirtualTime();
        InMemoryNetwork network = new InMemoryNetwork(time, seed);
        network.conditions(new Conditions(Duration.ofMillis(5), Duration.ofMillis(50), 0.2, 0));
        InMemoryHost alice = network.host("alice", ALICE, time.newLoop("alice"));
        InMemoryHost bob = network.host("bob", BOB, time.newLoop("bob"));
        List<Long> seen = new ArrayList<>();
        bob.receiver(message -> seen.add(message.cseq()));
        for (int i = 1; i <= 100; i++) alice.send(numbered(i), new Hop(Transport.UDP, BOB), () -> {});
        time.advance(Duration.ofSeconds(1));
        return seen;
    }

    @Test
    void a_duplicated_datagram_arrives_twice_and_is_shown_once() {
        List<Fate> fates = new ArrayList<>();
        network.tap(sighting -> fates.add(sighting.fate()));
        network.conditions(new Conditions(Duration.ZERO, Duration.ZERO, 0, 1));
        alice.send(numbered(1), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        time.settle();
        assertThat(atBob).hasSize(2);
        assertThat(fates).containsExactly(Fate.DUPLICATED);
    }

    @Test
    void a_rule_loses_the_datagrams_that_it_names() {
        AtomicInteger count = new AtomicInteger();
        network.losing(_ -> count.incrementAndGet() == 1);
        alice.send(numbered(1), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        alice.send(numbered(2), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        time.settle();
        assertThat(atBob).extracting(WireMessage::cseq).containsExactly(2L);
    }

    @Test
    void a_stream_keeps_order_and_is_reused_in_both_directions() {
        network.conditions(new Conditions(Duration.ofMillis(5), Duration.ofMillis(50), 0.5, 0.5));
        for (int i = 1; i <= 20; i++) alice.send(numbered(i), new Hop(Transport.TCP, BOB), failures::incrementAndGet);
        time.advance(Duration.ofSeconds(1));
        assertThat(atBob).hasSize(20).extracting(WireMessage::cseq).isSorted();
        Flow flow = atBob.getFirst().flow();
        assertThat(flow.transport()).isEqualTo(Transport.TCP);
        bob.sendOn(flow, numbered(21), flow.back(), failures::incrementAndGet);
        time.advance(Duration.ofSeconds(1));
        assertThat(atAlice).hasSize(1);
        assertThat(atAlice.getFirst().flow().remote()).isEqualTo(BOB);
    }

    @Test
    void a_response_goes_to_the_fallback_once_the_connection_is_gone() {
        alice.send(numbered(1), new Hop(Transport.TCP, BOB), failures::incrementAndGet);
        time.settle();
        Flow flow = atBob.getFirst().flow();
        alice.dropConnections();
        bob.sendOn(flow, numbered(2), new Hop(Transport.TCP, ALICE), failures::incrementAndGet);
        time.settle();
        assertThat(atAlice).hasSize(1);
        assertThat(atAlice.getFirst().flow().connection()).isNotEqualTo(flow.connection());
    }

    @Test
    void a_connection_is_refused_where_nobody_listens() {
        bob.stop();
        alice.send(numbered(1), new Hop(Transport.TCP, BOB), failures::incrementAndGet);
        alice.send(numbered(1), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        time.settle();
        assertThat(failures).hasValue(1);
    }

    @Test
    void there_is_no_listener_for_another_family_or_transport() {
        Hop v6 = new Hop(Transport.UDP, new InetSocketAddress("2001:db8::1", 5060));
        assertThatThrownBy(() -> alice.localFor(v6)).isInstanceOf(SipNetwork.NoListenerException.class);
        alice.send(numbered(1), v6, failures::incrementAndGet);
        time.settle();
        assertThat(failures).hasValue(1);
        assertThat(alice.localFor(new Hop(Transport.TCP, BOB))).isEqualTo(ALICE);
    }

    @Test
    void junk_is_counted_and_goes_no_further() {
        alice.send(bytes("\n\n"), new Hop(Transport.UDP, BOB), failures::incrementAndGet);
        time.settle();
        assertThat(bob.junk()).isEqualTo(1);
        assertThat(atBob).isEmpty();
    }

    private static byte[] numbered(int cseq) {
        return bytes(options("").replace("CSeq: 1 ", "CSeq: " + cseq + " "));
    }
}
