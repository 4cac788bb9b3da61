package org.strowger.directory;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Addresses that are trusted with something, as networks. Never asks DNS. */
public record Networks(List<Network> all) {

    /** None. */
    public static final Networks NONE = new Networks(List.of());

    /** Copies. */
    public Networks {
        all = List.copyOf(all);
    }

    /** Whether the address lies in one of them. */
    public boolean contains(InetAddress address) {
        for (Network network : all) if (network.contains(address)) return true;
        return false;
    }

    /**
     * An IPv4 or IPv6 network, {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or one address.
     *
     * @param prefix 0 to 32 or 128 bits
     */
    public record Network(InetAddress address, int prefix) {

        /** Validates. */
        public Network {
            if (prefix < 0 || prefix > address.getAddress().length * 8)
                throw new IllegalArgumentException("no prefix of " + prefix + " bits");
        }

        /**
         * What is written so.
         *
         * @throws IllegalArgumentException if it is no numeric address with an optional prefix length
         */
        public static Network parse(String text) {
            int slash = text.indexOf('/');
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * 8;
            return new Network(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        }

        /** Whether the address lies in it. */
        public boolean contains(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress(); // IPv4 mapped into IPv6 is an Inet4Address already
            int whole = prefix / 8;
            int rest = prefix % 8;
            return ours.length == theirs.length
                    && Arrays.equals(ours, 0, whole, theirs, 0, whole)
                    && (rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >>> (8 - rest) == 0);
        }

        @Override
        public String toString() {
            return address.getHostAddress() + "/" + prefix;
        }
    }
}
