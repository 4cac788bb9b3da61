package org.strowger.webrtc;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record layer (RFC 6347 §4.1): epoch 0 in the clear, epoch 1 sealed, and no more. What can't be read is dropped
 * without a word (§4.1.2.7).
 */
final class DtlsRecords {

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;

    /** DTLS 1.2. */
    static final int VERSION = 0xFEFD;

    private static final int HEADER = 13;
    private static final int SEALED_EPOCH = 1;
    private static final long SEQUENCE = 0xFFFF_FFFF_FFFFL;
    /** Sequences that are remembered (§4.1.2.6). */
    private static final int WINDOW = 64;

    private @Nullable RecordCipher theirs;
    private @Nullable RecordCipher ours;
    private final long[] sent = new long[2];
    private long highest = -1;
    private long seen;

    /** Takes records. */
    interface Receiver {
        void received(int type, int epoch, byte[] content);
    }

    /** What is sealed from now on in epoch 1 goes by these. */
    void keys(RecordCipher theirKeys, RecordCipher ourKeys) {
        theirs = theirKeys;
        ours = ourKeys;
    }

    /** Whether anything that was sent is sealed. */
    boolean hasSealed() {
        return sent[SEALED_EPOCH] > 0;
    }

    /** Takes the records of a datagram, in turn. */
    void read(byte[] datagram, Receiver receiver) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        while (in.remaining() >= HEADER) {
            int type = in.get() & 0xFF;
            int version = in.getShort() & 0xFFFF;
            long number = in.getLong();
            int length = in.getShort() & 0xFFFF;
            if (version >>> 8 != 0xFE || length > in.remaining()) return;
            byte[] content = new byte[length];
            in.get(content);
            int epoch = (int) (number >>> 48);
            opened(type, number, content).ifPresent(plain -> receiver.received(type, epoch, plain));
        }
    }

    private Optional<byte[]> opened(int type, long number, byte[] content) {
        int epoch = (int) (number >>> 48);
        if (epoch == 0) return Optional.of(content);
        long sequence = number & SEQUENCE;
        if (epoch != SEALED_EPOCH || theirs == null || isRepeated(sequence)) return Optional.empty();
        Optional<byte[]> plain = theirs.opened(type, number, content);
        if (plain.isPresent()) note(sequence);
        return plain;
    }

    private boolean isRepeated(long sequence) {
        if (sequence > highest) return false;
        long back = highest - sequence;
        return back >= WINDOW || ((seen >>> back) & 1) != 0;
    }

    private void note(long sequence) {
        long ahead = sequence - highest;
        if (ahead > 0) {
            seen = ahead >= WINDOW ? 1 : (seen << ahead) | 1;
            highest = sequence;
        } else {
            seen |= 1L << -ahead;
        }
    }

    /** A record under its own number, which a repetition has as well. */
    byte[] written(int type, int epoch, byte[] plain) throws GeneralSecurityException {
        long number = ((long) epoch << 48) | sent[epoch]++;
        byte[] content = epoch == 0 ? plain : sealed(type, number, plain);
        return ByteBuffer.allocate(HEADER + content.length)
                .put((byte) type)
                .putShort((short) VERSION)
                .putLong(number)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private byte[] sealed(int type, long number, byte[] plain) throws GeneralSecurityException {
        if (ours == null) throw new IllegalStateException("nothing can be sealed before there are keys");
        return ours.sealed(type, number, plain);
    }

    /** Several records as a datagram. */
    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
