package org.strowger.call;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/** Who and what the switch knows. Asked on loops: must not block. */
public interface Directory {

    /** The domains that we are the registrar of; the first is the realm. */
    Set<String> domains();

    /** An account. */
    Optional<Account> account(String user);

    /** A trunk. */
    Optional<Trunk> trunk(String name);

    /** The trunk that sends from an address. */
    Optional<Trunk> trunkAt(InetAddress source);
}
