package org.strowger.webrtc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;
import org.strowger.statemachine.Pace;

/**
 * One browser's transport: what comes before and beside its media. A datagram or the time goes in by one of the
 * methods, what is to be done comes out of it, and {@link #next} says when to call again. Once it is over, nothing
 * comes out any more. For one thread.
 */
public final class BrowserPeer {

    /** {@link #next}: nothing is waited for. */
    public static final long NEVER = PeerClock.NEVER;

    private static final int FIRST_OF_DTLS = 20;
    private static final int LAST_OF_DTLS = 63;
    private static final int LAST_OF_STUN = 3;

    /** Datagrams of DTLS that are looked into, a second; a handshake takes some five. */
    static final int MOST_RECORDS_A_SECOND = 50;

    private final PeerClock clock;
    private final Ice ice;
    private final Pace records = Pace.aSecond(MOST_RECORDS_A_SECOND);
    /** Of those that come from where media don't go. */
    private final Pace otherRecords = Pace.aSecond(MOST_RECORDS_A_SECOND);

    private final List<PeerOutput> outputs = new ArrayList<>();
    private PeerTerms terms;
    private DtlsSession dtls;
    private boolean begun;
    /** A client's first, which has come before its choice: the latest. */
    private byte @Nullable [] early;

    private boolean over;

    /** @param now ns of the owner's clock, from which all times are counted */
    public BrowserPeer(PeerTerms terms, long now) {
        this.terms = terms;
        this.clock = new PeerClock(now);
        this.ice = new Ice(terms.ours(), terms.theirs(), clock, new OfIce());
        this.dtls = handshake();
    }

    /**
     * Makes the certificate of this process and loads what a first handshake needs: some hundred milliseconds, for a
     * thread that nobody waits for.
     */
    public static void warmUp() {
        new WarmUp().run();
    }

    private DtlsSession handshake() {
        OfDtls told = new OfDtls();
        return switch (terms.role()) {
            case SERVER -> new DtlsServer(terms.identity(), terms.fingerprints(), clock, told);
            case CLIENT -> new DtlsClient(terms.identity(), terms.fingerprints(), clock, told);
        };
    }

    /** Whether a datagram is of ICE or DTLS, by its first octet (RFC 7983 §7). */
    public static boolean isOfTransport(byte first) {
        int octet = first & 0xFF;
        return octet <= LAST_OF_STUN || (octet >= FIRST_OF_DTLS && octet <= LAST_OF_DTLS);
    }

    /** What the reaction to a datagram was. */
    public record Reaction(boolean isOfPeer, List<PeerOutput> outputs) {
        /** Copies. */
        public Reaction {
            outputs = List.copyOf(outputs);
        }
    }

    /** Takes a datagram of ICE or DTLS. A stranger's changes nothing. */
    public Reaction handle(long now, Endpoint from, byte[] datagram) {
        clock.advance(now);
        boolean isOfPeer = !over && datagram.length > 0 && take(from, datagram);
        return new Reaction(isOfPeer, drained());
    }

    private boolean take(Endpoint from, byte[] datagram) {
        if ((datagram[0] & 0xFF) <= LAST_OF_STUN) return ice.received(from, datagram);
        if (!ice.knows(from)) return false;
        if (!begun) return keep(datagram);
        if (!(ice.isSelected(from) ? records : otherRecords).allows(clock.nanos())) return false;
        dtls.received(datagram);
        return true;
    }

    /** Where we begin ourselves nothing can be for us yet. */
    private boolean keep(byte[] datagram) {
        if (terms.role() == DtlsRole.CLIENT) return false;
        early = datagram.clone();
        return true;
    }

    private void begin() {
        begun = true;
        dtls.begin();
        byte[] kept = early;
        early = null;
        if (kept != null) dtls.received(kept);
    }

    /** It is so late. */
    public List<PeerOutput> handle(long now) {
        clock.advance(now);
        return drained();
    }

    /**
     * The two have agreed anew: on other credentials after a restart of ICE (RFC 8445 §9), or on another handshake (RFC
     * 8842 §4).
     */
    public List<PeerOutput> renew(long now, PeerTerms newTerms) {
        clock.advance(now);
        if (over || newTerms.equals(terms)) return drained();
        boolean isSame = newTerms.areOfOneHandshake(terms);
        if (!newTerms.ours().equals(terms.ours()) || !newTerms.theirs().equals(terms.theirs()))
            ice.restart(newTerms.ours(), newTerms.theirs());
        terms = newTerms;
        if (!isSame) {
            dtls.stop();
            dtls = handshake();
            early = null;
            if (begun) dtls.begin();
        }
        return drained();
    }

    /** Says good-bye. */
    public List<PeerOutput> stop(long now) {
        clock.advance(now);
        end();
        return drained();
    }

    /**
     * When {@link #handle(long)} is to be called next, ns, unless something comes before; {@link #NEVER} if it needn't
     * be.
     */
    public long next() {
        return over ? NEVER : clock.next();
    }

    /** How long a browser may be silent: {@link PeerOutput.Reason#SILENT}. */
    public static Duration consent() {
        return Ice.CONSENT;
    }

    private void end() {
        if (over) return;
        ice.stop();
        dtls.stop();
        over = true;
    }

    private List<PeerOutput> drained() {
        List<PeerOutput> drained = List.copyOf(outputs);
        outputs.clear();
        return drained;
    }

    /** Nothing does after the end, whatever timers still run. */
    private void comes(PeerOutput output) {
        if (!over) outputs.add(output);
    }

    private void over(PeerOutput.Reason reason, String why) {
        comes(new PeerOutput.Over(reason, why));
        over = true;
    }

    private final class OfIce implements Ice.Listener {

        @Override
        public void send(Endpoint to, byte[] octets) {
            comes(new PeerOutput.Send(to, octets));
        }

        @Override
        public void selected(Endpoint address) {
            comes(new PeerOutput.Selected(address));
            if (begun) return;
            begin();
        }

        @Override
        public void silent() {
            over(PeerOutput.Reason.SILENT, "");
        }
    }

    private final class OfDtls implements DtlsSession.Listener {

        @Override
        public void send(byte[] datagram) {
            ice.selected().ifPresent(to -> comes(new PeerOutput.Send(to, datagram)));
        }

        @Override
        public void keyed(MediaSecurity keys) {
            comes(new PeerOutput.Keyed(keys));
        }

        @Override
        public void over(PeerOutput.Reason reason, String why) {
            BrowserPeer.this.over(reason, why);
        }
    }
}
