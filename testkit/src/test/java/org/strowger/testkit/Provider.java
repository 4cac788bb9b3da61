package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkAccount;
import org.strowger.directory.registration.RegistrationState;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Secret;

/**
 * A provider's registrar, played by raw messages: answers each REGISTER as the test says, in turn, and the last way for
 * ever.
 */
final class Provider {

    static final String USER = "4930123456";
    static final Duration ASKED = Duration.ofHours(1);

    private final VirtualSwitch home;
    private final RawHost host;
    private final List<Function<String, Optional<String>>> answers = new ArrayList<>();

    Provider(VirtualSwitch home, String address) {
        this.home = home;
        this.host = new RawHost(home, address).reacts(this::react);
    }

    Optional<String> react(String request) {
        if (!request.startsWith("REGISTER ") || answers.isEmpty()) return Optional.empty();
        var now = answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
        return now.apply(request);
    }

    /** Instead of what it was to answer before. */
    @SafeVarargs
    final Provider answers(Function<String, Optional<String>>... inTurn) {
        answers.clear();
        answers.addAll(List.of(inTurn));
        return this;
    }

    static Function<String, Optional<String>> status(String status, String... headers) {
        return request -> Optional.of(RawHost.response(request, status, headers));
    }

    /** Nothing at all. */
    static Function<String, Optional<String>> silence() {
        return _ -> Optional.empty();
    }

    /** 200 with the contact, for so many seconds; 0 where it is removed. */
    static Function<String, Optional<String>> grants(long seconds) {
        return request -> {
            String uri = contact(request);
            boolean removed = SipText.header(request, "Contact").orElseThrow().endsWith(";expires=0");
            return Optional.of(RawHost.response(
                    request,
                    "200 OK",
                    "Contact: <sip:elsewhere@198.51.100.7>;expires=7",
                    "Contact: <" + uri + ">;expires=" + (removed ? 0 : seconds)));
        };
    }

    static Function<String, Optional<String>> challenges(String nonce, String more) {
        return status(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"provider.example\",nonce=\"" + nonce + "\",qop=\"auth\",algorithm=MD5"
                        + more);
    }

    /** The URI of the first contact. */
    static String contact(String request) {
        return SipText.header(request, "Contact").orElseThrow().replaceAll(".*<([^>]*)>.*", "$1");
    }

    RawHost host() {
        return host;
    }

    /** Each REGISTER once, however often it was sent. */
    List<String> registers() {
        return host.received("REGISTER ").stream().distinct().toList();
    }

    String register(int number) {
        return registers().get(number);
    }

    /** A trunk that registers at a host. */
    static Trunk trunk(String name, String at) {
        return trunk(name, at, Transport.UDP);
    }

    static Trunk trunk(String name, String at, Transport transport) {
        return new Trunk(name, at, 5060, transport, "default")
                .registeredAs(new TrunkAccount(
                        USER, "provider.example", "auth-" + USER, Secret.of("secret"), at, 5060, ASKED));
    }

    /** How the one trunk stands. */
    RegistrationState state() {
        return home.exchange().registrations().getFirst();
    }

    static InetSocketAddress at(String address) {
        return new InetSocketAddress(address, 5060);
    }
}
