package org.strowger.webrtc;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;
import org.strowger.webrtc.PeerOutput.Keyed;
import org.strowger.webrtc.PeerOutput.Over;
import org.strowger.webrtc.PeerOutput.Selected;
import org.strowger.webrtc.PeerOutput.Send;

/**
 * A handshake with a real other side, and somebody between the two who loses, repeats, tears, delays, changes and
 * invents; or an other side that seals nonsense. Both come to the same keys or to none; if no octet was changed, they
 * come to keys as soon as the way is good; and nothing goes on for ever.
 *
 * <p>The first octet says who we are; then come actions, an octet each for what is done, with the choices that it
 * needs.
 */
final class HandshakeTarget {

    private static final DtlsIdentity OURS = DtlsIdentity.create();
    private static final DtlsIdentity THEIRS = DtlsIdentity.create();
    private static final Endpoint BROWSER = Endpoint.of(new InetSocketAddress("192.0.2.10", 50_000));
    private static final IceCredentials SWITCHES = IceCredentials.random();
    private static final IceCredentials BROWSERS = IceCredentials.random();

    private static final long MILLI = 1_000_000;
    private static final long TICK = 10 * MILLI;
    private static final long LONGEST_WAIT = 2000 * MILLI;
    private static final int MOST_ACTIONS = 48;
    /** Ticks in which whatever is sent arrives: 12 s, three times the longest pause between two flights. */
    private static final int HONEST = 1200;

    private static final int MOST_DATAGRAMS = 4;
    private static final int LARGEST_DATAGRAM = 1200;
    private static final int TO_THEM = 0x80;
    private static final int WAITING = 8;
    private static final int WRITING = 10;

    private final FuzzedOctets choices;
    private final BrowserPeer us;
    private final DtlsSession them;
    private final PeerClock theirClock = new PeerClock(0);
    private final Deque<byte[]> toUs = new ArrayDeque<>();
    private final Deque<byte[]> toThem = new ArrayDeque<>();
    private Optional<MediaSecurity> ourKeys = Optional.empty();
    private Optional<MediaSecurity> theirKeys = Optional.empty();
    private boolean over;
    private boolean changed;
    private long now;
    private long waited;

    private HandshakeTarget(byte[] data) {
        choices = new FuzzedOctets(data);
        DtlsRole role = (choices.next() & 1) == 0 ? DtlsRole.SERVER : DtlsRole.CLIENT;
        us = new BrowserPeer(new PeerTerms(SWITCHES, BROWSERS, Set.of(THEIRS.fingerprint()), role, OURS), 0);
        OfThem heard = new OfThem();
        Set<Fingerprint> expected = Set.of(OURS.fingerprint());
        them = role == DtlsRole.SERVER
                ? new DtlsClient(THEIRS, expected, theirClock, heard)
                : new DtlsServer(THEIRS, expected, theirClock, heard);
    }

    static void judge(byte[] data) {
        if (data.length > 1) new HandshakeTarget(data).run();
    }

    private void run() {
        them.begin();
        took(us.handle(now, BROWSER, nomination()).outputs());
        for (int i = 0; i < MOST_ACTIONS && choices.hasMore(); i++) act();
        for (int i = 0; i < HONEST && !areKeyed(); i++) everythingArrives();
        if (!changed && !areKeyed()) throw new AssertionError("no keys");
        passes(40_000 * MILLI);
        if (!over || us.next() != BrowserPeer.NEVER) throw new AssertionError("nobody is there, and it goes on");
    }

    private boolean areKeyed() {
        return ourKeys.isPresent() && theirKeys.isPresent();
    }

    private void everythingArrives() {
        while (!toUs.isEmpty()) hears(toUs.remove());
        while (!toThem.isEmpty()) them.received(toThem.remove());
        passes(TICK);
    }

    private static byte[] nomination() {
        byte[] transaction = ByteBuffer.allocate(16).putInt(StunMessage.COOKIE).array();
        String name = SWITCHES.ufrag() + ":" + BROWSERS.ufrag();
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .with(StunMessage.USERNAME, name.getBytes(StandardCharsets.UTF_8))
                .with(StunMessage.USE_CANDIDATE, new byte[0])
                .sealed(SWITCHES.password());
    }

    private void act() {
        int first = choices.next();
        boolean isToThem = (first & TO_THEM) != 0;
        Deque<byte[]> way = isToThem ? toThem : toUs;
        int what = first & 0x0F;
        if (what >= WRITING) writes(what, isToThem);
        else if (what == WAITING) waits();
        else if (!way.isEmpty()) carries(what, way, isToThem);
        passes(TICK);
    }

    /** Nobody has changed anything. */
    private void carries(int what, Deque<byte[]> way, boolean isToThem) {
        switch (what) {
            case 4 -> way.remove();
            case 5 -> arrives(way.element(), isToThem);
            case 6 -> way.add(way.remove());
            case 7 -> arrives(rewritten(way.remove(), message -> FuzzedRecords.torn(message, choices.two())), isToThem);
            default -> arrives(way.remove(), isToThem);
        }
    }

    private void writes(int what, boolean isToThem) {
        changed = true;
        switch (what) {
            case 10 -> arrives(octetChanged(isToThem ? toThem : toUs), isToThem);
            case 11 -> arrives(messageChanged(isToThem ? toThem : toUs), isToThem);
            case 12 -> arrives(FuzzedRecords.clear(choices.next(), choices.some()), isToThem);
            case 13 -> arrives(message(), isToThem);
            case 14 -> sealed().ifPresent(this::hears);
            default -> them.stop();
        }
    }

    private void waits() {
        long time = Math.min(TICK << choices.next() % 8, LONGEST_WAIT - waited);
        waited += time;
        passes(time);
    }

    private byte[] rewritten(byte[] datagram, FuzzedRecords.Rewriting rewriting) {
        return FuzzedRecords.rewritten(datagram, choices.next() & 7, rewriting);
    }

    private byte[] octetChanged(Deque<byte[]> way) {
        if (way.isEmpty()) return new byte[0];
        byte[] datagram = way.remove().clone();
        datagram[choices.two() % datagram.length] = (byte) choices.next();
        return datagram;
    }

    /** Some of a message's body replaced, and its lengths right. */
    private byte[] messageChanged(Deque<byte[]> way) {
        if (way.isEmpty()) return new byte[0];
        return rewritten(way.remove(), message -> {
            byte[] body = message.body();
            int at = Math.min(choices.next(), body.length);
            int behind = Math.min(at + choices.next(), body.length);
            byte[] begins = DtlsRecords.joined(Arrays.copyOf(body, at), choices.some());
            byte[] spliced = DtlsRecords.joined(begins, Arrays.copyOfRange(body, behind, body.length));
            return record(new HandshakeMessage(message.type(), message.sequence(), 0, spliced));
        });
    }

    private byte[] message() {
        return record(new HandshakeMessage(choices.next(), choices.next(), 0, choices.some()));
    }

    private static byte[] record(HandshakeMessage message) {
        return FuzzedRecords.clear(DtlsRecords.HANDSHAKE, message.octets());
    }

    /** By the other side itself, if it has keys yet. */
    private Optional<byte[]> sealed() {
        int type = choices.next();
        long number = 1L << 48 | choices.next();
        byte[] content = choices.some();
        try {
            DtlsRole theirs = them instanceof DtlsClient ? DtlsRole.CLIENT : DtlsRole.SERVER;
            RecordCipher cipher = them.keys().cipher(theirs);
            return Optional.of(FuzzedRecords.of(type, number, cipher.sealed(type, number, content)));
        } catch (IllegalStateException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void arrives(byte[] datagram, boolean isToThem) {
        if (isToThem) them.received(datagram);
        else hears(datagram);
    }

    private void hears(byte[] datagram) {
        took(us.handle(now, BROWSER, datagram).outputs());
    }

    private void took(List<PeerOutput> outputs) {
        int sent = 0;
        for (PeerOutput output : outputs) {
            if (over) throw new AssertionError("after the end: " + output);
            switch (output) {
                case Send send -> {
                    sent++;
                    goes(send);
                }
                case Keyed(MediaSecurity keys) -> {
                    if (ourKeys.isPresent()) throw new AssertionError("keyed twice");
                    ourKeys = Optional.of(keys);
                    compareKeys();
                }
                case Over _ -> over = true;
                case Selected _ -> {}
            }
        }
        if (sent > MOST_DATAGRAMS) throw new AssertionError(sent + " datagrams at once");
        if (us.next() <= now) throw new AssertionError("what is due is not done");
    }

    private void goes(Send send) {
        if (!send.to().equals(BROWSER)) throw new AssertionError("sent to " + send.to());
        if (send.datagram().length > LARGEST_DATAGRAM) throw new AssertionError(send.datagram().length + " octets");
        if (!StunMessage.isStun(send.datagram())) toThem.add(send.datagram());
    }

    private void compareKeys() {
        if (!areKeyed()) return;
        if (!ourKeys.get().equals(theirKeys.get().fromTheOtherSide())) throw new AssertionError("two pairs of keys");
    }

    private void passes(long time) {
        long until = now + time;
        for (long next = us.next(); next <= until; next = us.next()) {
            now = Math.max(now, next);
            took(us.handle(now));
        }
        now = until;
        theirClock.advance(now);
    }

    private final class OfThem implements DtlsSession.Listener {

        @Override
        public void send(byte[] datagram) {
            toUs.add(datagram);
        }

        @Override
        public void keyed(MediaSecurity keys) {
            theirKeys = Optional.of(keys);
            compareKeys();
        }

        @Override
        public void over(PeerOutput.Reason reason, String why) {}
    }
}
