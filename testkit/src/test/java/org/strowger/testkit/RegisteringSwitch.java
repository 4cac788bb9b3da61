package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.strowger.call.event.Happening;
import org.strowger.call.event.TrunkEvent;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.directory.Trunk;
import org.strowger.media.MediaSettings;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.SipUri;

/** A switch whose trunk registers at a provider that says what the test wants; in virtual time. */
abstract class RegisteringSwitch {

    static final String FIRST = "198.51.100.1";
    static final String SECOND = "198.51.100.2";
    static final String BOTH = "sip.provider.example";

    /** What DNS says of the name that means two hosts; empty for a name that it doesn't know. */
    List<String> named = List.of(FIRST, SECOND);

    final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.dialUsers(),
            LooseDirectory.NOBODY,
            MediaSettings.defaults(),
            this::withNames);
    final Provider provider = new Provider(home, FIRST);

    private ExchangeEnvironment withNames(ExchangeEnvironment plain) {
        HopResolver names = new HopResolver() {
            @Override
            public CompletionStage<List<Hop>> resolve(SipUri uri) {
                if (!uri.host().equals(BOTH)) return plain.resolver().resolve(uri);
                return CompletableFuture.completedFuture(named.stream()
                        .map(at -> new Hop(Transport.UDP, new InetSocketAddress(at, 5060)))
                        .toList());
            }
        };
        return new ExchangeEnvironment(
                plain.loops(),
                plain.network(),
                names,
                plain.media(),
                plain.agents(),
                plain.directory(),
                plain.locations(),
                plain.gate(),
                plain.time(),
                plain.randoms(),
                plain.events(),
                plain.heap());
    }

    void registers(Trunk... trunks) {
        home.exchange().register(List.of(trunks));
        home.settle();
    }

    String trace() {
        return String.join("\n", home.trace());
    }

    List<Happening> told() {
        return home.events().stream()
                .<Happening>map(event -> event.what())
                .filter(what ->
                        what instanceof TrunkEvent.TrunkRegistered || what instanceof TrunkEvent.TrunkUnregistered)
                .toList();
    }

    TrunkEvent.TrunkUnregistered lastSetback() {
        return told().reversed().stream()
                .filter(TrunkEvent.TrunkUnregistered.class::isInstance)
                .map(TrunkEvent.TrunkUnregistered.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static long seconds(TrunkEvent.TrunkUnregistered told) {
        return told.again().orElseThrow().toSeconds();
    }

    static long cseq(String register) {
        return Long.parseLong(SipText.header(register, "CSeq").orElseThrow().replaceAll("\\D", ""));
    }
}
