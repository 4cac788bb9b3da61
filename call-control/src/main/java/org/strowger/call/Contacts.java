package org.strowger.call;

import java.net.InetAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.strowger.sip.Flow;
import org.strowger.sip.Sip;

/** The ways to registered contacts. */
final class Contacts {

    private Contacts() {}

    /**
     * The way to a contact; empty for one that is none: the registrar refuses such, but a store filled by others may hold them.
     *
     * @param name of the account
     */
    static Optional<Target> target(String name, Binding binding, String domain) {
        try {
            if (!(Sip.parsedUri(binding.contact()) instanceof SipURI uri)) return Optional.empty();
            List<SipURI> path = new ArrayList<>();
            for (String hop : binding.path()) path.add((SipURI) Sip.parsedUri(hop));
            Flow flow = binding.flow();
            boolean reliable = flow.transport().reliable();
            boolean behindNat = !reliable && path.isEmpty() && isElsewhere(uri.getHost(), flow);
            return Optional.of(new Target(
                    name,
                    uri,
                    Sip.uri(name, domain),
                    path,
                    reliable ? Optional.of(flow) : Optional.empty(),
                    behindNat || (reliable && path.isEmpty()) ? Optional.of(flow.back()) : Optional.empty()));
        } catch (ParseException | ClassCastException _) {
            return Optional.empty();
        }
    }

    // A contact that names another address than the one it registered from can be reached only the way it came (RFC
    // 3581).
    private static boolean isElsewhere(String host, Flow flow) {
        try {
            return !InetAddress.ofLiteral(stripped(host)).equals(flow.remote().getAddress());
        } catch (IllegalArgumentException _) {
            return false; // a name: DNS knows
        }
    }

    private static String stripped(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
