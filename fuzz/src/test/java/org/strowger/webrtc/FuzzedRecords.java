package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Records of DTLS as somebody on the way rewrites them, who has no keys (RFC 6347 §4.1, §4.2.2). */
final class FuzzedRecords {

    private static final int HEADER = 13;
    private static final int EPOCH = 3;
    private static final int LENGTH = 11;

    private FuzzedRecords() {}

    /** One of epoch 0. */
    static byte[] clear(int type, byte[] content) {
        return of(type, 0, content);
    }

    /** @param number epoch and sequence */
    static byte[] of(int type, long number, byte[] content) {
        return ByteBuffer.allocate(HEADER + content.length)
                .put((byte) type)
                .putShort((short) DtlsRecords.VERSION)
                .putLong(number)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    /** What becomes of the body of a message in the clear: records in the place of its own. */
    interface Rewriting {
        byte[] of(HandshakeMessage message);
    }

    /** A datagram whose nth record is written anew, if that is a whole message in the clear. */
    static byte[] rewritten(byte[] datagram, int nth, Rewriting rewriting) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(datagram.length);
        int count = 0;
        for (int at = 0; at < datagram.length; at += length(datagram, at)) {
            byte[] record = Arrays.copyOfRange(datagram, at, at + length(datagram, at));
            out.writeBytes(count++ == nth && isMessage(record) ? rewriting.of(message(record)) : record);
        }
        return out.toByteArray();
    }

    /** Two fragments instead of one. */
    static byte[] torn(HandshakeMessage message, int where) {
        int at = where % (message.body().length + 1);
        return DtlsRecords.joined(fragment(message, 0, at), fragment(message, at, message.body().length));
    }

    private static byte[] fragment(HandshakeMessage message, int from, int to) {
        ByteBuffer fragment = ByteBuffer.allocate(HandshakeMessage.HEADER + to - from);
        fragment.put(message.octets(), 0, HandshakeMessage.HEADER).put(message.body(), from, to - from);
        // its lengths have three octets, of which the first is zero here
        fragment.putShort(7, (short) from).putShort(10, (short) (to - from));
        return clear(DtlsRecords.HANDSHAKE, fragment.array());
    }

    private static int length(byte[] datagram, int at) {
        return HEADER + (ByteBuffer.wrap(datagram).getShort(at + LENGTH) & 0xFFFF);
    }

    private static boolean isMessage(byte[] record) {
        return record[0] == DtlsRecords.HANDSHAKE
                && ByteBuffer.wrap(record).getShort(EPOCH) == 0
                && record.length >= HEADER + HandshakeMessage.HEADER;
    }

    private static HandshakeMessage message(byte[] record) {
        byte[] body = Arrays.copyOfRange(record, HEADER + HandshakeMessage.HEADER, record.length);
        int sequence = ByteBuffer.wrap(record).getShort(HEADER + 4) & 0xFFFF;
        return new HandshakeMessage(record[HEADER] & 0xFF, sequence, 0, body);
    }
}
