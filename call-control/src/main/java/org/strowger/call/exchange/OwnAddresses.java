package org.strowger.call.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.directory.Contacts;
import org.strowger.directory.Directory;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipUri;

/** Which domains and addresses are ours. Stateless; safe on any thread. */
final class OwnAddresses {

    private final SipNetwork network;
    private final Directory directory;

    OwnAddresses(ExchangeEnvironment environment) {
        this.network = environment.network();
        this.directory = environment.directory();
    }

    /** Whether a URI names one of our domains, or an address that we listen on. */
    boolean isOurs(SipUri uri) {
        String host = uri.host();
        if (directory.domains().contains(host.toLowerCase(Locale.ROOT))) return true;
        return Contacts.literal(host).filter(this::isWhereWeListen).isPresent();
    }

    private boolean isWhereWeListen(InetAddress address) {
        try {
            Hop hop = new Hop(Transport.UDP, new InetSocketAddress(address, 5060));
            return network.localFor(hop).getAddress().equals(address);
        } catch (SipNetwork.NoListenerException _) {
            return false;
        }
    }

    /** Whether it does, or names the address that a message has come to: one that is not advertised is ours, too. */
    boolean isOursOn(SipUri uri, Flow flow) {
        InetAddress bound = flow.local().getAddress();
        return isOurs(uri)
                || Contacts.literal(uri.host())
                        .filter(named -> named.equals(bound) || (bound.isAnyLocalAddress() && isOfThisHost(named)))
                        .isPresent();
    }

    private static boolean isOfThisHost(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    /** Whether a flow comes from an address of our own, by which we send to ourselves. */
    boolean isFromHere(Flow from) {
        try {
            return network.ownFor(from.back()).getAddress().equals(from.remote().getAddress());
        } catch (SipNetwork.NoListenerException _) {
            return false;
        }
    }
}
