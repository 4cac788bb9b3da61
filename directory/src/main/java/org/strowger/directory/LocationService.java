package org.strowger.directory;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.strowger.sip.Flow;

/**
 * Where accounts can be reached (RFC 3261 §10). Safe on any thread; never blocks: a store on other machines keeps a
 * replica here.
 */
public interface LocationService {

    /** The bindings of an address of record that have not expired, best q first, then the newest. */
    List<Binding> lookup(String aor);

    /**
     * Replaces the bindings of an address of record in one step, against all others who do the same.
     *
     * @param change from what stands, expired ones left out, to what is to stand; called once, must not block
     * @return what stands now
     */
    List<Binding> update(String aor, UnaryOperator<List<Binding>> change);

    /**
     * Whether a contact is registered from this address, from whatever port. Called at emergency calls, which strangers
     * can make: must not search.
     */
    boolean isRegisteredFrom(InetAddress source);

    /**
     * Removes what was registered by a connection that only its peer could open, and that is gone. Must not search.
     *
     * @return what was removed, by address of record
     */
    Map<String, List<Binding>> forget(Flow flow);

    /** All addresses of record with their bindings. */
    Map<String, List<Binding>> all();
}
