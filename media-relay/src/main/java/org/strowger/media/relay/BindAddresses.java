package org.strowger.media.relay;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Which address to bind for the one that peers are told. Any thread. */
final class BindAddresses implements RelayEngine.AddressBook {

    private final List<InetAddress> configured;
    private final ConcurrentHashMap<InetAddress, InetAddress> known = new ConcurrentHashMap<>();

    /** @throws IOException if one of them is not this host's */
    BindAddresses(List<InetAddress> configured) throws IOException {
        for (InetAddress address : configured) {
            if (!isOurs(address))
                throw new IOException("media can not bind " + address.getHostAddress()
                        + ": it is no address of this host; name one that is, or none");
        }
        this.configured = configured;
    }

    @Override
    public InetAddress forLocal(InetAddress local) {
        return known.computeIfAbsent(local, this::choose);
    }

    /** After a failure: this host's addresses may have changed. */
    @Override
    public void forget(InetAddress local) {
        known.remove(local);
    }

    private InetAddress choose(InetAddress local) {
        for (InetAddress address : configured) if (isFour(address) == isFour(local)) return address;
        if (isOurs(local)) return local;
        return wildcard(local);
    }

    private static InetAddress wildcard(InetAddress local) {
        try {
            return InetAddress.getByAddress(new byte[isFour(local) ? 4 : 16]);
        } catch (IOException e) {
            throw new IllegalStateException("4 or 16 octets are always an address", e);
        }
    }

    private static boolean isFour(InetAddress address) {
        return address instanceof Inet4Address;
    }

    private static boolean isOurs(InetAddress address) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return probe.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}
