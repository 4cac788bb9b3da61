package org.strowger.softswitch;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.strowger.configuration.Configuration;
import org.strowger.directory.Account;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Directory;
import org.strowger.directory.ResourceList;
import org.strowger.directory.Trunk;

/** Accounts and trunks as the configuration names them. Immutable but for the trunks' addresses. Safe on any thread. */
final class ConfiguredDirectory implements Directory {

    /** Where calls enter for whom the configuration names no context. */
    private static final String UNNAMED = "default";

    private final Set<String> domains;
    private final Map<String, Account> accounts;
    private final Map<String, Trunk> trunks;
    private final Map<String, CallGroup> groups;
    private final Map<String, CallQueue> queues;
    private final Map<String, ResourceList> lists;
    private final TrunkAddresses addresses;

    ConfiguredDirectory(Configuration configuration, TrunkAddresses addresses) {
        this.domains = Collections.unmodifiableSet(new LinkedHashSet<>(configuration.domains()));
        this.accounts = configuration.accounts();
        this.trunks = configuration.trunks();
        this.groups = configuration.groups();
        this.queues = configuration.queues();
        this.lists = configuration.lists();
        this.addresses = addresses;
    }

    @Override
    public Set<String> domains() {
        return domains;
    }

    @Override
    public Optional<Account> account(String user) {
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        return Optional.ofNullable(trunks.get(name));
    }

    @Override
    public Map<String, String> contexts() {
        Map<String, String> all = new TreeMap<>();
        trunks.forEach((name, trunk) -> all.putIfAbsent(trunk.context(), "trunk " + name));
        accounts.forEach((name, account) -> all.putIfAbsent(account.context(), "account " + name));
        all.remove(UNNAMED);
        return all;
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
        return lists;
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return addresses.trunksAt(source).stream().findFirst();
    }

    @Override
    public List<Trunk> trunksAt(InetAddress source) {
        return addresses.trunksAt(source);
    }
}
