package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.strowger.directory.Account;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.Directory;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.ResourceList;
import org.strowger.directory.SessionPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.sdp.Codec;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestServer;

/** Whom a switch in virtual time knows: those whom a test adds, and behind them those of a configuration. */
final class TestParties implements Directory {

    private static final int MAX_CONTACTS = 3;

    private final String domain;
    private final Directory beside;
    private final Function<String, InetSocketAddress> standIn;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Trunk> trunks = new LinkedHashMap<>();
    private final Map<String, CallGroup> groups = new LinkedHashMap<>();
    private final Map<String, CallQueue> queues = new LinkedHashMap<>();

    /**
     * Those of a configuration, to begin with.
     *
     * @param standIn where somebody answers for a trunk of the configuration that the test doesn't play
     */
    TestParties(String domain, Directory beside, Function<String, InetSocketAddress> standIn) {
        this.domain = domain;
        this.beside = beside;
        this.standIn = standIn;
        groups.putAll(beside.groups());
        queues.putAll(beside.queues());
    }

    /** Adds an account, as the configuration has it, but for its password, which is its number. */
    void addAccount(String number) {
        Optional<Account> named = beside.account(number);
        accounts.put(
                number,
                new Account(
                        number,
                        DigestServer.Verifier.Password.of(number),
                        named.flatMap(Account::displayName),
                        named.map(Account::context).orElse("default"),
                        MAX_CONTACTS,
                        named.map(Account::location).orElse(Map.of()),
                        named.map(Account::media).orElse(MediaPolicy.ANY),
                        named.flatMap(Account::quota),
                        named.map(Account::sessions).orElse(SessionPolicy.USUAL),
                        named.flatMap(Account::keepAlive)));
    }

    /** Adds an account that is somewhere. */
    void addAccount(String number, Map<String, String> civic) {
        accounts.put(
                number,
                new Account(
                        number,
                        DigestServer.Verifier.Password.of(number),
                        Optional.empty(),
                        "default",
                        MAX_CONTACTS,
                        civic,
                        MediaPolicy.ANY));
    }

    /** Limits an account's phones to these codecs, by their names in a configuration. */
    void codecs(String number, List<String> names) {
        List<Codec> codecs = names.stream()
                .map(name -> CodecPolicy.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("no codec is called " + name)))
                .toList();
        media(number, before -> new MediaPolicy(new CodecPolicy(codecs), before.srtp(), before.browser()));
    }

    /** Says what becomes of their encryption. */
    void srtp(String number, SrtpPolicy policy) {
        media(number, before -> new MediaPolicy(before.codecs(), policy, before.browser()));
    }

    /** Says whether they have media as browsers do. */
    void webrtc(String number, BrowserPolicy policy) {
        media(number, before -> new MediaPolicy(before.codecs(), before.srtp(), policy));
    }

    private void media(String number, UnaryOperator<MediaPolicy> change) {
        Account known = Optional.ofNullable(accounts.get(number))
                .orElseThrow(() -> new IllegalArgumentException("no phone " + number));
        accounts.put(
                number,
                new Account(
                        number,
                        known.verifier(),
                        known.displayName(),
                        known.context(),
                        known.maxContacts(),
                        known.location(),
                        change.apply(known.media()),
                        known.quota(),
                        known.sessions(),
                        known.keepAlive()));
    }

    /** Trusts a trunk so far. */
    void trust(String name, TrunkTrust trust) {
        Trunk known = Optional.ofNullable(trunks.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no trunk " + name));
        trunks.put(
                name,
                new Trunk(name, known.host(), known.port(), known.transport(), known.context(), known.media(), trust));
    }

    /** Adds a group. */
    void add(CallGroup group) {
        groups.put(group.name(), group);
    }

    /** Adds a queue. */
    void add(CallQueue queue) {
        queues.put(queue.name(), queue);
    }

    /** Adds a trunk, whatever it was before. */
    void add(Trunk trunk) {
        trunks.put(trunk.name(), trunk);
    }

    /** Adds a trunk. */
    void addTrunk(String name, InetSocketAddress at) {
        Optional<Trunk> named = beside.trunk(name);
        trunks.put(
                name,
                new Trunk(
                        name,
                        at.getAddress().getHostAddress(),
                        at.getPort(),
                        Transport.UDP,
                        named.map(Trunk::context).orElse("default"),
                        MediaPolicy.ANY,
                        named.map(Trunk::trust).orElse(TrunkTrust.USUAL)));
    }

    @Override
    public Set<String> domains() {
        return Set.of(domain);
    }

    @Override
    public Optional<Account> account(String user) {
        return Optional.ofNullable(accounts.get(user)).or(() -> beside.account(user));
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        if (!trunks.containsKey(name) && beside.trunk(name).isPresent()) addTrunk(name, standIn.apply(name));
        return Optional.ofNullable(trunks.get(name));
    }

    @Override
    public Map<String, CallGroup> groups() {
        return groups;
    }

    @Override
    public Map<String, CallQueue> queues() {
        return queues;
    }

    @Override
    public Map<String, ResourceList> lists() {
        return beside.lists();
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return trunks.values().stream()
                .filter(trunk -> trunk.host().equals(source.getHostAddress()))
                .findFirst();
    }
}
