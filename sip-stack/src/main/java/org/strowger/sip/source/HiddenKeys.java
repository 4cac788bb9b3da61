package org.strowger.sip.source;

import java.net.InetAddress;
import java.security.SecureRandom;
import org.strowger.sip.Flow;

/**
 * Where addresses, flows and accounts stand in a table. Peers choose what is in them, and can't know where they lead.
 */
final class HiddenKeys {

    private final long seed = new SecureRandom().nextLong();

    long of(InetAddress address) {
        return mixed(SourceKeys.of(address));
    }

    long of(Flow flow) {
        long end = (long) flow.remote().getPort() << 48 ^ flow.connection();
        int transport = flow.transport().name().hashCode();
        return mixed(of(flow.remote().getAddress()) ^ mixed(end) ^ transport);
    }

    long of(String account) {
        long hash = 0;
        for (int i = 0; i < account.length(); i++) hash = hash * 0x5851f42d4c957f2dL + account.charAt(i);
        return mixed(hash);
    }

    /** Of an account there. */
    long of(Flow flow, String account) {
        return mixed(of(flow.remote().getAddress()) ^ Long.rotateLeft(of(account), 17));
    }

    /** The finisher of MurmurHash3, behind a secret. */
    private long mixed(long bits) {
        long h = bits ^ seed;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
