package org.strowger.media.relay;

import org.strowger.rtp.Endpoint;
import org.strowger.rtp.Latch;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.statemachine.Pace;

/**
 * A port of a stream, and whose packets it takes. Strangers' packets are turned away first and cost nothing; then what
 * is more than a peer may send, before anybody decrypts it; and only what has proved authentic latches (RFC 3711 §3.3).
 * So a flood of strangers takes nothing from the peer. Runs on the stream's loop.
 */
final class PeerGate {

    private final DatagramPort port;
    private final Tally<StreamCount> counted;
    private final Tally<LoopCount> counters;
    private final Latch latch = new Latch();
    private Pace pace;
    private int rate;
    /** Whether the peer may show another address at any time, which a connected socket would not hear. */
    private boolean roams;

    /** @param rate packets of the peer a second */
    PeerGate(DatagramPort port, Tally<StreamCount> counted, Tally<LoopCount> counters, int rate) {
        this.port = port;
        this.counted = counted;
        this.counters = counters;
        this.rate = rate;
        this.pace = Pace.aSecond(rate);
    }

    /** So many packets of the peer a second from now on. */
    void rate(int most) {
        if (most == rate) return;
        rate = most;
        pace = Pace.aSecond(most);
    }

    /** Whether nobody need look into a packet. Counts it if so. */
    boolean turnsAway(Packet packet, long now) {
        if (latch.refuses(packet, now)) return stranger();
        if (pace.allows(now)) return false;
        counters.add(LoopCount.EXCESS, 1);
        counters.add(LoopCount.DROPPED, 1);
        return true;
    }

    /** Whether an authentic packet is taken. Counts it if not. */
    boolean admits(Packet packet, long now) {
        switch (latch.judge(packet, now)) {
            case HELD, LATCHED, HEARD -> {}
            case SETTLED -> {
                if (!roams) port.connect(latch.destination());
            }
            case STRANGER -> {
                return !stranger();
            }
        }
        return true;
    }

    private boolean stranger() {
        counted.add(StreamCount.STRANGERS, 1);
        counters.add(LoopCount.DROPPED, 1);
        return true;
    }

    /**
     * Takes where the peer wants us to send, and which host it signals from. {@link Endpoint#NONE} as the address
     * leaves everything as it is.
     */
    void announce(Endpoint address, Endpoint signals, long now) {
        roams = false;
        // Hold by 0.0.0.0 says nothing about where the peer is: what is latched stays for the day it resumes.
        if (!address.isNowhere() && latch.announce(address, signals, now)) port.disconnect();
    }

    /** The peer may show itself anywhere, until the next address is announced. */
    void roams() {
        roams = true;
        port.disconnect();
    }

    /** Takes an address that a peer that roams has proved to be its own. */
    void follow(Endpoint address, long now) {
        latch.follow(address, now);
    }

    /** Whether it comes from where the peer is known to be: one that roams has shown that before it sends any media. */
    boolean holds(Packet packet) {
        return latch.holds(packet) || (roams && latch.isAnnounced(packet));
    }

    /**
     * Whether RTCP comes from the host that RTP goes to; it is latched by itself, but never elsewhere than there or
     * where it was announced.
     */
    boolean sendsToHostOf(Packet packet) {
        return latch.destination().sameHost(packet);
    }

    boolean announcesHostOf(Packet packet) {
        return latch.announced().sameHost(packet);
    }

    Endpoint destination() {
        return latch.destination();
    }

    DatagramPort port() {
        return port;
    }
}
