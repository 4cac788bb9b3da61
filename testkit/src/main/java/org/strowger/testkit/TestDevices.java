package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.VirtualTime;
import org.strowger.testkit.phone.PhoneDigest;
import org.strowger.testkit.phone.PhonePlace;
import org.strowger.transaction.TransactionSettings;

/**
 * The devices on the network of a switch in virtual time: phones, carriers and other hosts, each with an address and a
 * loop of its own.
 */
final class TestDevices {

    private static final int PHONE_RTP = 4000;

    /** Where they are, and what of their surroundings they need. */
    record Surroundings(
            VirtualTime time,
            InMemoryNetwork network,
            InMemoryMedia media,
            TestNames names,
            TransactionSettings transactions,
            String domain,
            InetSocketAddress exchange,
            long seed) {}

    private final VirtualSwitch home;
    private final Surroundings around;
    private final Map<String, ScriptedPhone> byName = new LinkedHashMap<>();
    private int hosts = 1;

    TestDevices(VirtualSwitch home, Surroundings around) {
        this.home = home;
        this.around = around;
    }

    /** One more. Without a password it has no account. */
    ScriptedPhone add(String number, Optional<String> password) {
        int n = ++hosts;
        String name = byName.containsKey(number) ? number + " (" + n + ")" : number;
        Loop loop = around.time().newLoop(name);
        InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(host(n)), 5060);
        InMemoryHost host = around.network().host(name, at, loop);
        Identifiers ids = new Identifiers(0, new SplittableRandom(around.seed() + n));
        Hop exchangeAt = new Hop(Transport.UDP, around.exchange());
        var place =
                new PhonePlace(loop, host, around.names(), at, exchangeAt, around.domain(), around.transactions(), ids);
        var digest = new PhoneDigest(number, password.map(Secret::of), new SplittableRandom(around.seed() + n));
        MediaPhone ear = around.media().phone(new InetSocketAddress(at.getAddress(), PHONE_RTP));
        ScriptedPhone phone = new ScriptedPhone(home, number, digest, place, ear);
        host.receiver(phone.line()::received);
        byName.putIfAbsent(name, phone);
        return phone;
    }

    Map<String, ScriptedPhone> byName() {
        return byName;
    }

    /** In TEST-NET-1 (RFC 5737), and beyond the first 250 in the network of benchmarks (RFC 2544). */
    private static String host(int device) {
        return device < 250 ? "192.0.2." + device : "198.18." + device / 250 + "." + device % 250;
    }
}
