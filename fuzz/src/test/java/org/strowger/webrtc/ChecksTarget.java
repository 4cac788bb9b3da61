package org.strowger.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.strowger.rtp.Endpoint;
import org.strowger.webrtc.PeerOutput.Over;
import org.strowger.webrtc.PeerOutput.Reason;
import org.strowger.webrtc.PeerOutput.Selected;
import org.strowger.webrtc.PeerOutput.Send;

/**
 * Whatever comes where a browser's checks are expected: who doesn't know the password gets nothing and changes nothing,
 * who knows it gets one answer that can be read, and after half a minute of silence it is over.
 *
 * <p>Each action begins with an octet that says what is sent, and whence; then comes what it needs.
 */
final class ChecksTarget {

    private static final DtlsIdentity OURS = DtlsIdentity.create();
    private static final IceCredentials SWITCHES = new IceCredentials("ours", "ourpasswordourpassword");
    private static final IceCredentials BROWSERS = new IceCredentials("them", "theirpasswordtheirpass");
    private static final int MOST_ACTIONS = 64;
    private static final long TICK = 20_000_000L;
    private static final long LONG = 40_000_000_000L;
    private static final int CLIENT = 0x80;

    private final FuzzedOctets choices;
    private final PeerTerms terms;
    private final BrowserPeer peer;
    private long now;
    private byte[] latest = new byte[0];
    private boolean over;

    private ChecksTarget(byte[] data) {
        choices = new FuzzedOctets(data);
        DtlsRole role = (choices.next() & CLIENT) == 0 ? DtlsRole.SERVER : DtlsRole.CLIENT;
        terms = new PeerTerms(SWITCHES, BROWSERS, Set.of(OURS.fingerprint()), role, OURS);
        peer = new BrowserPeer(terms, now);
    }

    static void judge(byte[] data) {
        if (data.length > 2) new ChecksTarget(data).run();
    }

    private void run() {
        for (int i = 0; i < MOST_ACTIONS && choices.hasMore(); i++) act();
        passes(LONG);
        if (!over || peer.next() != BrowserPeer.NEVER) throw new AssertionError("nobody is there, and it goes on");
        now += TICK;
        if (peer.handle(now, from(0), check(0x06, new byte[0])).isOfPeer()) throw new AssertionError("heard after all");
    }

    private void act() {
        int first = choices.next();
        Endpoint from = from(first >> 5);
        switch (first & 7) {
            case 0 -> hears(from, choices.some());
            case 1 -> hears(from, headed(choices.some()));
            case 2 -> hears(from, check(choices.next(), choices.some()));
            case 3 -> hears(from, latest);
            case 4 -> hears(from, spoiled(latest));
            case 5 -> hears(from, dtls(choices.some()));
            case 6 -> passes(TICK << choices.next() % 8);
            default -> renews(choices.next());
        }
        now += TICK;
    }

    private static Endpoint from(int nth) {
        byte[] six = new byte[16];
        Arrays.fill(six, (byte) nth);
        byte[] four = {(byte) 198, 51, 100, (byte) nth};
        try {
            InetAddress host = InetAddress.getByAddress(nth == 7 ? six : four);
            return Endpoint.of(new InetSocketAddress(host, 4000 + nth));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** With the header of a request that counts right. */
    private byte[] headed(byte[] attributes) {
        ByteBuffer message = ByteBuffer.allocate(StunMessage.HEADER + attributes.length);
        message.putShort((short) StunMessage.BINDING_REQUEST).putShort((short) attributes.length);
        return message.put(transaction()).put(attributes).array();
    }

    private byte[] transaction() {
        return ByteBuffer.allocate(16)
                .putInt(StunMessage.COOKIE)
                .putLong(0)
                .putInt(choices.next())
                .array();
    }

    /** By one who knows the password, with attributes as they come. */
    private byte[] check(int how, byte[] attributes) {
        StunWriter writer =
                new StunWriter((how & 1) == 0 ? StunMessage.BINDING_REQUEST : choices.two() & 0x3FFF, transaction());
        if ((how & 2) != 0) writer.with(StunMessage.USERNAME, "ours:them".getBytes(StandardCharsets.UTF_8));
        if ((how & 4) != 0) writer.with(StunMessage.USE_CANDIDATE, new byte[0]);
        if ((how & 8) != 0) writer.with(StunMessage.ICE_CONTROLLED, new byte[8]);
        FuzzedOctets each = new FuzzedOctets(attributes);
        while (each.hasMore()) writer.with(each.two(), each.some());
        return writer.sealed((how & 16) == 0 ? SWITCHES.password() : BROWSERS.password());
    }

    private byte[] spoiled(byte[] datagram) {
        if (datagram.length == 0) return datagram;
        byte[] changed = datagram.clone();
        int at = choices.next() % changed.length;
        changed[at] = (byte) choices.next();
        return (choices.next() & 1) == 0 ? changed : Arrays.copyOf(changed, at);
    }

    private static byte[] dtls(byte[] content) {
        return ByteBuffer.allocate(13 + content.length)
                .put((byte) DtlsRecords.HANDSHAKE)
                .putShort((short) DtlsRecords.VERSION)
                .putLong(0)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private void hears(Endpoint from, byte[] datagram) {
        latest = datagram;
        BrowserPeer.Reaction reaction = peer.handle(now, from, datagram);
        boolean isCheck = StunMessage.parse(datagram)
                .filter(message -> message.isSealedWith(SWITCHES.password()) && message.hasFingerprint())
                .isPresent();
        int answers = 0;
        for (PeerOutput output : reaction.outputs()) {
            if (output instanceof Send(Endpoint to, byte[] octets) && StunMessage.isStun(octets)) {
                answers++;
                if (!isCheck || !to.equals(from)) throw new AssertionError("an answer to nobody who knows us");
                judgeAnswer(datagram, octets);
            }
            if (output instanceof Selected(Endpoint way) && !(isCheck && way.equals(from)))
                throw new AssertionError("media go where nobody has said");
        }
        if (answers > 1) throw new AssertionError(answers + " answers");
        if (answers == 1 && !reaction.isOfPeer()) throw new AssertionError("a stranger is answered");
        judge(reaction.outputs());
    }

    private static void judgeAnswer(byte[] request, byte[] octets) {
        StunMessage answer = StunMessage.parse(octets).orElseThrow();
        if (!answer.isSealedWith(SWITCHES.password()) || !answer.hasFingerprint())
            throw new AssertionError("an answer that nobody believes");
        if (!Arrays.equals(answer.transaction(), Arrays.copyOfRange(request, 4, StunMessage.HEADER)))
            throw new AssertionError("an answer to another request");
    }

    private void judge(List<PeerOutput> outputs) {
        for (PeerOutput output : outputs) {
            if (over) throw new AssertionError("after the end: " + output);
            if (output instanceof Over) over = true;
        }
        if (peer.next() <= now) throw new AssertionError("what is due is not done");
    }

    /** As its owner lets it: whenever something is due. */
    private void passes(long time) {
        long until = now + time;
        for (long next = peer.next(); next <= until; next = peer.next()) {
            now = Math.max(now, next);
            List<PeerOutput> outputs = peer.handle(now);
            for (PeerOutput output : outputs)
                if (output instanceof Over(Reason reason, String _) && reason == Reason.CLOSED)
                    throw new AssertionError("nobody has closed");
            judge(outputs);
        }
        now = until;
    }

    /** Their credentials stay, so that the names in the checks do. */
    private void renews(int how) {
        DtlsRole role = (how & 1) == 0 ? DtlsRole.SERVER : DtlsRole.CLIENT;
        Fingerprint expected = (how & 2) == 0
                ? OURS.fingerprint()
                : Fingerprint.parse("sha-256 00" + ":00".repeat(31)).orElseThrow();
        judge(peer.renew(now, new PeerTerms(terms.ours(), terms.theirs(), Set.of(expected), role, OURS)));
    }
}
