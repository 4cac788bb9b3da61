package org.strowger.dialplan.number;

import java.net.InetAddress;

/** An IPv4 or IPv6 network, {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or one address. */
public final class AddressRange {

    private final String text;
    private final byte[] network;
    private final int prefix;

    private AddressRange(String text, byte[] network, int prefix) {
        this.text = text;
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range; never asks DNS.
     *
     * @throws IllegalArgumentException if it is not an address with an optional prefix length
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : parsePrefix(text, slash);
        if (prefix < 0 || prefix > bits) throw new IllegalArgumentException("the prefix length is 0 to " + bits);
        return new AddressRange(text, address, prefix);
    }

    private static int parsePrefix(String text, int slash) {
        try {
            return Integer.parseInt(text, slash + 1, text.length(), 10);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress(); // IPv4 mapped into IPv6 is an Inet4Address already
        if (bytes.length != network.length) return false;
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) if (bytes[i] != network[i]) return false;
        int rest = prefix % 8;
        return rest == 0 || (bytes[whole] ^ network[whole]) >>> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
