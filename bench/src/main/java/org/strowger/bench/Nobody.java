package org.strowger.bench;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.Account;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;

/** A switch without accounts and trunks. */
final class Nobody implements Directory {
    @Override
    public Set<String> domains() {
        return Set.of("bench.example");
    }

    @Override
    public Optional<Account> account(String user) {
        return Optional.empty();
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return Optional.empty();
    }
}
