package org.strowger.sip.message;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** IP addresses as SIP writes them. Never asks a name server. */
public final class NumericHost {

    private NumericHost() {}

    /** The address that a host names, IPv6 in brackets or not; empty if it is a name. */
    public static Optional<InetAddress> parse(String host) {
        boolean bracketed = host.length() > 2 && host.charAt(0) == '[' && host.charAt(host.length() - 1) == ']';
        byte[] bytes =
                NetUtil.createByteArrayFromIpAddressString(bracketed ? host.substring(1, host.length() - 1) : host);
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(bytes.length + " bytes of address", e);
        }
    }

    /** The address without scope and brackets. */
    public static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }
}
