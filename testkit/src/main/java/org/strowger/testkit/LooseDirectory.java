package org.strowger.testkit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.Account;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestServer;

/** Accounts and trunks where no configuration says who there is: whoever is asked for, or nobody. */
final class LooseDirectory implements Directory {

    /** Whoever is asked for is there: for loading plans. */
    static final Directory EVERYBODY = new LooseDirectory(Presence.ALL, Presence.ALL);

    /** All trunks are there, and no account: for calls. */
    static final Directory TRUNKS = new LooseDirectory(Presence.NONE, Presence.ALL);

    /** Nobody is there. */
    static final Directory NOBODY = new LooseDirectory(Presence.NONE, Presence.NONE);

    private enum Presence {
        ALL,
        NONE
    }

    private final Presence accounts;
    private final Presence trunks;

    private LooseDirectory(Presence accounts, Presence trunks) {
        this.accounts = accounts;
        this.trunks = trunks;
    }

    @Override
    public Set<String> domains() {
        return Set.of("switch.example");
    }

    @Override
    public Optional<Account> account(String user) {
        if (accounts == Presence.NONE) return Optional.empty();
        return Optional.of(new Account(user, DigestServer.Verifier.Password.of(user), Optional.empty(), "default", 1));
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        if (trunks == Presence.NONE) return Optional.empty();
        return Optional.of(new Trunk(name, name + ".invalid", 5060, Transport.UDP, "default"));
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return Optional.empty();
    }
}
