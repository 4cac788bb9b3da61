package org.strowger.webrtc;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the peer's messages together from their fragments and into their order (RFC 6347 §4.2.2, §4.2.3). */
final class HandshakeInbox {

    /** The longest message, octets: browsers' have up to some 1,400. */
    static final int LONGEST = 8192;

    /** Messages that may come before their turn; a whole flight has five. */
    static final int AHEAD = 6;

    private final Map<Integer, Partial> partial = new HashMap<>();
    private int next;
    private int lastType;
    private int lastEpoch;

    /** Of which some has come. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record Partial(int type, int epoch, byte[] body, BitSet there) {}

    /**
     * Takes the fragments of a record. What contradicts what came before takes its place, since nobody knows which of
     * them is the peer's; only what is sealed stays. True if one of them begins the message that was taken last: the
     * peer repeats its flight, since it lacks ours.
     */
    boolean add(int epoch, byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        boolean repeated = false;
        while (in.remaining() >= HandshakeMessage.HEADER) {
            int type = in.get() & 0xFF;
            int length = three(in);
            int sequence = in.getShort() & 0xFFFF;
            int offset = three(in);
            int count = three(in);
            if (count > in.remaining() || offset + count > length || length > LONGEST) return repeated;
            byte[] fragment = new byte[count];
            in.get(fragment);
            if (type == HandshakeMessage.FINISHED && epoch == 0) continue;
            if (sequence == next - 1 && offset == 0 && type == lastType && epoch == lastEpoch) repeated = true;
            if (sequence >= next && sequence < next + AHEAD) add(sequence, type, epoch, length, offset, fragment);
        }
        return repeated;
    }

    private void add(int sequence, int type, int epoch, int length, int offset, byte[] fragment) {
        Partial known = partial.get(sequence);
        if (known != null && known.epoch > epoch) return;
        if (known == null || known.epoch != epoch || known.type != type || known.body.length != length) {
            known = new Partial(type, epoch, new byte[length], new BitSet(length));
            partial.put(sequence, known);
        }
        System.arraycopy(fragment, 0, known.body, offset, fragment.length);
        known.there.set(offset, offset + fragment.length);
    }

    /** The next message, if all of it has come. */
    Optional<HandshakeMessage> take() {
        Partial first = partial.get(next);
        if (first == null || first.there.cardinality() < first.body.length) return Optional.empty();
        partial.remove(next);
        lastType = first.type;
        lastEpoch = first.epoch;
        return Optional.of(new HandshakeMessage(first.type, next++, first.epoch, first.body));
    }

    private static int three(ByteBuffer in) {
        return ((in.get() & 0xFF) << 16) | (in.getShort() & 0xFFFF);
    }
}
