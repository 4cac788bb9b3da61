package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkLogin;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.digest.DigestServer;
import org.strowger.sip.digest.DigestServer.Role;
import org.strowger.sip.digest.DigestServer.Verdict;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Secret;

/**
 * A carrier, played by raw messages, that asks for credentials, checks them as a server does, and takes each call that
 * has them.
 */
final class ChallengingTrunk {

    static final String USER = "office";
    static final String REALM = "carrier.example";

    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 198.51.100.1",
            "s=-",
            "c=IN IP4 198.51.100.1",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    private final VirtualSwitch home;
    private final String address;
    private final RawHost host;
    private final Set<String> asked = new HashSet<>(Set.of("INVITE"));
    private DigestServer server;
    private String contact;
    private boolean silent;
    private Role role = Role.PROXY;

    ChallengingTrunk(VirtualSwitch home, String address) {
        this.home = home;
        this.address = address;
        this.contact = address + ":5060";
        this.host = new RawHost(home, address).reacts(this::react);
        this.server = server(DigestAlgorithm.values());
    }

    private DigestServer server(DigestAlgorithm... algorithms) {
        return new DigestServer(
                REALM,
                (user, _) -> user.equals(USER) ? Optional.of(Verifier.Password.of("secret")) : Optional.empty(),
                Duration.ofMinutes(5),
                home.time(),
                List.of(algorithms));
    }

    /** From now on it knows these alone, and none of the nonces of before. */
    ChallengingTrunk knows(DigestAlgorithm... algorithms) {
        server = server(algorithms);
        return this;
    }

    /** It asks for credentials in these requests, and no others. */
    ChallengingTrunk asksIn(String... methods) {
        asked.clear();
        asked.addAll(List.of(methods));
        return this;
    }

    /** By 401 as a far end does, or by 407. */
    ChallengingTrunk as(Role other) {
        role = other;
        return this;
    }

    /** What its calls say of where they are. */
    ChallengingTrunk saysItIsAt(String other) {
        contact = other;
        return this;
    }

    /** Whoever has credentials hears nothing more. */
    ChallengingTrunk ringsFor() {
        silent = true;
        return this;
    }

    private Optional<String> react(String text) {
        if (text.startsWith("SIP/2.0") || text.startsWith("ACK ")) return Optional.empty();
        SipRequest request = read(text);
        if (asked.contains(request.method())) {
            Verdict verdict = server.verify(request, role);
            if (!(verdict instanceof Verdict.Authenticated)) return Optional.of(challenge(request, verdict));
        }
        if (request.method().equals("INVITE")) return invited(text);
        return Optional.of(RawHost.response(text, "200 OK"));
    }

    private Optional<String> invited(String invite) {
        if (silent) return Optional.of(RawHost.response(invite, "180 Ringing", "Contact: <sip:far@" + contact + ">"));
        String ok = RawHost.response(invite, "200 OK", "Contact: <sip:far@" + contact + ">");
        return Optional.of(RawHost.described(ok, SDP));
    }

    private String challenge(SipRequest request, Verdict verdict) {
        SipResponse response = SipResponse.of(role == Role.PROXY ? 407 : 401, request);
        if (verdict instanceof Verdict.Missing(boolean stale) && stale) server.challengeStale(response, role);
        else server.challenge(response, role);
        return new String(response.print(), StandardCharsets.UTF_8);
    }

    private SipRequest read(String text) {
        Flow flow = new Flow(Transport.UDP, Provider.at(address), Provider.at("192.0.2.1"), 0);
        return SipRequest.read(WireMessage.of(text.getBytes(StandardCharsets.UTF_8), flow))
                .orElseThrow();
    }

    /** As the configuration would have it, with this password. */
    Trunk trunk(String name, String password) {
        return plain(name).loggedInAs(new TrunkLogin(USER, Secret.of(password)));
    }

    /** Without credentials. */
    Trunk plain(String name) {
        return new Trunk(name, address, 5060, Transport.UDP, "default");
    }

    RawHost host() {
        return host;
    }

    /** Requests of a method, each once, however often it was sent. */
    List<String> received(String method) {
        return host.received(method + " ").stream().distinct().toList();
    }
}
