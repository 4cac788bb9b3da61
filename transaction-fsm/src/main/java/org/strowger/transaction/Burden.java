package org.strowger.transaction;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.WireMessage;
import org.strowger.sip.source.SourceKeys;

/**
 * What the server transactions of a layer weigh, in all and by the address that they came from. Those that have their
 * final response take no place, only octets. Runs on the layer's loop.
 */
final class Burden {

    /**
     * What one address has of it; of octets those of transactions without their final response: answers that are kept
     * make room by themselves. What is the same in one request of an address as in the one before is kept once.
     */
    static final class Share {
        private final long key;
        private int open;
        private int all;
        private long octets;
        private String sentBy = "";
        private Optional<WayBack> wayBack = Optional.empty();

        private Share(long key) {
            this.key = key;
        }

        ServerKey key(ServerKey other) {
            if (!other.sentBy().equals(sentBy)) sentBy = other.sentBy();
            return other.sharing(sentBy);
        }

        WayBack wayBack(WireMessage message) {
            WayBack other = new WayBack(message.flow(), Hop.forResponseTo(message));
            if (wayBack.isEmpty() || !wayBack.get().equals(other)) wayBack = Optional.of(other);
            return wayBack.get();
        }
    }

    /** Where responses go: on the flow of the request, or if that is gone, to the fallback. */
    record WayBack(Flow flow, Hop fallback) {}

    /** An entry beside its frames: keys, machine, timer. */
    private static final int OVERHEAD = 512;

    /** How many times the limit there is for what belongs to dialogs that there are, and for CANCEL. */
    private static final int ROOM_FOR_ENDINGS = 2;

    /** While less than half is taken, one address may have it all: a proxy in front of the switch sends everything. */
    private static final int PLENTY = 2;
    /** Beyond that, one address is refused more than a quarter. */
    private static final int FAIR = 4;

    private final TransactionSettings settings;
    private final Map<Long, Share> shares = new HashMap<>();
    private int open;
    private long octets;

    Burden(TransactionSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether one more would be too much. What ends calls finds room where what begins them no longer does.
     */
    boolean refuses(WireMessage message) {
        boolean beginning = message.toTag().isEmpty() && !message.method().equals(Request.CANCEL);
        return beginning ? isFullFor(message) : isFull(ROOM_FOR_ENDINGS);
    }

    private boolean isFull(int room) {
        return open >= (long) room * settings.maxServerTransactions() || octets >= room * settings.maxServerOctets();
    }

    private boolean isFullFor(WireMessage message) {
        if (isFull(1)) return true;
        int mostOpen = settings.maxServerTransactions();
        long mostOctets = settings.maxServerOctets();
        if (open < mostOpen / PLENTY && octets < mostOctets / PLENTY) return false;
        Share share = shares.get(SourceKeys.of(source(message)));
        return share != null && (share.open >= mostOpen / FAIR || share.octets >= mostOctets / FAIR);
    }

    /** One has begun. */
    Share taken(WireMessage message) {
        Share share = shares.computeIfAbsent(SourceKeys.of(source(message)), Share::new);
        open++;
        share.open++;
        share.all++;
        changed(share, OVERHEAD + message.frame().length);
        return share;
    }

    /** One that has no final response yet weighs so much more. */
    void changed(Share share, int more) {
        octets += more;
        share.octets += more;
    }

    /** One that has its final response weighs so much more. */
    void changed(int more) {
        octets += more;
    }

    /** One has its final response, and weighs so much. */
    void answered(Share share, int weight) {
        open--;
        share.open--;
        share.octets -= OVERHEAD + weight;
    }

    /** One that has its final response is forgotten, which weighed so much. */
    void forgotten(Share share, int weight) {
        octets -= OVERHEAD + weight;
        if (--share.all == 0) shares.remove(share.key);
    }

    /** Whether answers that are kept should make room for what is new. */
    boolean isHalfFull() {
        return octets > settings.maxServerOctets() / PLENTY;
    }

    private static InetAddress source(WireMessage message) {
        return message.flow().remote().getAddress();
    }
}
