package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * A NAT with one host behind it, as strict as they come (RFC 4787): its mapping lets in nothing but what comes from the
 * switch, is renewed only by what goes out, and is followed by one of another port once it has ended.
 */
final class Nat {

    private static final InetSocketAddress SWITCH = new InetSocketAddress("192.0.2.1", 5060);

    private final VirtualSwitch home;
    private final InetAddress outside;
    private final Duration life;
    private final Loop loop;
    private Consumer<WireMessage> inside = _ -> {};
    private int port;
    private int kept;
    private @Nullable InMemoryHost mapping;
    private Timeout end = Timeout.NONE;

    /** @param life how long a mapping stays without anything that goes out */
    Nat(VirtualSwitch home, String outside, int firstPort, Duration life) {
        this.home = home;
        this.outside = InetAddress.ofLiteral(outside);
        this.port = firstPort;
        this.life = life;
        this.loop = home.time().newLoop("nat-" + outside + ":" + firstPort);
    }

    Loop loop() {
        return loop;
    }

    void host(Consumer<WireMessage> behind) {
        inside = behind;
    }

    void send(byte[] frame, InetSocketAddress to) {
        InMemoryHost now = mapping == null ? opened() : mapping;
        end.cancel();
        end = loop.schedule(life, this::closed);
        now.send(frame, new Hop(Transport.UDP, to), () -> {});
    }

    private InMemoryHost opened() {
        InetSocketAddress address = new InetSocketAddress(outside, port++);
        InMemoryHost fresh = home.network().host("nat-" + address, address, loop);
        fresh.receiver(message -> {
            boolean expected = message.flow().transport() == Transport.UDP
                    && message.flow().remote().equals(SWITCH);
            if (expected) inside.accept(message);
            else kept++;
        });
        mapping = fresh;
        return fresh;
    }

    private void closed() {
        end.cancel();
        if (mapping != null) mapping.stop();
        mapping = null;
    }

    /** Its mapping is lost, as when it starts again. */
    void forgets() {
        loop.execute(this::closed);
        home.settle();
    }

    /** The address that others see. */
    String outside() {
        return outside.getHostAddress();
    }

    /** What it has not let in: what came otherwise than by datagrams, or not from the switch. */
    int kept() {
        return kept;
    }

    /** Whether anything comes in. */
    boolean isOpen() {
        return mapping != null;
    }

    /** The port of the mapping that there is, or was last. */
    int mapped() {
        return port - 1;
    }
}
