package org.strowger.directory.registration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkAccount;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** What the registrations of trunks have come to, for whoever asks. Safe on any thread. */
public final class RegisteredTrunks {

    private final Map<String, RegistrationState> states = new ConcurrentHashMap<>();
    private final Map<String, Trunk> byToken = new ConcurrentHashMap<>();
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    /**
     * How a call to a trunk goes that is registered.
     *
     * @param registrar who has registered it: where there is a connection, we are known by it
     * @param routes Service-Route, outermost first (RFC 3608)
     */
    public record Way(Hop registrar, List<SipUri> routes) {}

    /**
     * A call to the Contact that a trunk has registered.
     *
     * @param trunk whose it is
     * @param number what was dialled: the user part of To, since the Request-URI has become our Contact (RFC 3261
     *     §16.5)
     */
    public record Called(Trunk trunk, String number) {}

    /**
     * What an INVITE to the Contact of one of them is, from wherever it comes: nobody but its provider has been told
     * that Contact. Empty for any other, and for one whose trunk wants more than that and gets less.
     */
    public Optional<Called> called(SipRequest invite, Flow flow) {
        if (byToken.isEmpty() || !(invite.uri() instanceof SipUri uri)) return Optional.empty();
        return Optional.ofNullable(byToken.get(uri.user()))
                .map(Trunk::calledByItsContact)
                .filter(trunk -> trunk.evidence(flow) != TrunkTrust.Evidence.NONE)
                .map(trunk -> new Called(trunk, number(invite, trunk)));
    }

    private static String number(SipRequest invite, Trunk trunk) {
        String dialled = UserPart.of(invite.to().uri());
        boolean saysNothing = dialled.isEmpty() || TrunkToken.looksLike(dialled);
        return saysNothing ? trunk.account().map(TrunkAccount::user).orElse("") : dialled;
    }

    /** How those that register stand, by name. */
    public List<RegistrationState> states() {
        return states.values().stream()
                .sorted(Comparator.comparing(RegistrationState::trunk))
                .toList();
    }

    /** The way of a call to a trunk; empty for one that isn't registered now. */
    public Optional<Way> way(Trunk trunk) {
        return Optional.ofNullable(ways.get(trunk.name()));
    }

    void stands(Trunk trunk, Way way) {
        ways.put(trunk.name(), way);
    }

    void lost(Trunk trunk) {
        ways.remove(trunk.name());
    }

    void begins(String token, Trunk trunk, RegistrationState state) {
        byToken.put(token, trunk);
        states.put(trunk.name(), state);
    }

    void ends(String token, Trunk trunk) {
        byToken.remove(token);
        states.remove(trunk.name());
        ways.remove(trunk.name());
    }

    RegistrationState state(Trunk trunk) {
        return Optional.ofNullable(states.get(trunk.name()))
                .orElseThrow(() -> new IllegalStateException(trunk.name() + " is not registered by us"));
    }

    void changes(RegistrationState state) {
        states.put(state.trunk(), state);
    }

    boolean isEmpty() {
        return states.isEmpty();
    }
}
