package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Junk;
import org.strowger.sip.WireMessage;
import org.strowger.sip.transport.ConnectionTable.Event;
import org.strowger.sip.websocket.FrameReader;
import org.strowger.sip.websocket.Frames;
import org.strowger.sip.wire.Defect;

/**
 * SIP in the messages of a WebSocket, one in each (RFC 7118 §4.2). What each means to the connection is what it would
 * be to one of TCP.
 */
final class WebSocketReader implements Framing {

    private static final byte[] PONG = Frames.message("\r\n".getBytes(StandardCharsets.US_ASCII));

    private final TcpConnection connection;
    private final Intake intake;
    private final FrameReader frames = new FrameReader(WireMessage.MAX_BYTES);
    private final long pingNanos;
    private byte[] farewell = Frames.close(Frames.GOING_AWAY);
    /** When something came last, whatever it was. Read by the sweeper's thread. */
    private volatile long heard;
    /** Whether we have asked since whether anybody is there, and when. */
    private boolean asked;

    private long askedAt;
    /** Whether the machine was told that a message has begun, and not yet that it is whole. */
    private boolean begun;

    WebSocketReader(TcpConnection connection, Intake intake, long pingNanos) {
        this.connection = connection;
        this.intake = intake;
        this.pingNanos = pingNanos;
        this.heard = connection.now();
    }

    @Override
    public byte[] framed(byte[] message) {
        return Frames.message(message);
    }

    @Override
    public byte[] farewell() {
        byte[] last = farewell;
        farewell = NOTHING;
        return last;
    }

    @Override
    public boolean isQuiet(long now) {
        return now - heard >= pingNanos;
    }

    /**
     * RFC 7118 §6: a browser answers pings by itself and sends none, and what lies between forgets whoever is silent.
     */
    @Override
    public void keepAlive(long now) {
        if (!isQuiet(now) || !connection.isConnected() || !connection.isRead()) return;
        if (!asked) {
            asked = true;
            askedAt = now;
            connection.write(Frames.ping());
        } else if (now - askedAt >= pingNanos) {
            connection.fire(Event.CUT);
        }
    }

    @Override
    public void read(ByteBuf bytes, Flow flow) {
        heard = connection.now();
        asked = false;
        frames.add(bytes);
        ByteArrayOutputStream pongs = new ByteArrayOutputStream(0);
        byte @Nullable [] pinged = null;
        while (connection.isRead()) {
            switch (frames.next()) {
                case MESSAGE -> message(frames.payload(), flow, pongs);
                // §5.5.3 of RFC 6455: of pings that came together, the last one is answered.
                case PING -> pinged = ping();
                case PONG -> {}
                case CLOSE -> closed(frames.payload());
                case BROKEN -> refuse(Frames.PROTOCOL_ERROR, Junk.NOT_SIP);
                case TOO_LARGE -> tooLarge(flow);
                case MORE -> {
                    if (pinged != null) pongs.writeBytes(Frames.pong(pinged));
                    ended(pongs);
                    return;
                }
            }
        }
    }

    private byte[] ping() {
        intake.drop(Junk.KEEPALIVE);
        return frames.payload();
    }

    /** All that has come is read. */
    private void ended(ByteArrayOutputStream pongs) {
        if (pongs.size() > 0) connection.pinged(pongs.toByteArray());
        if (!frames.isAmidst() || !connection.isRead()) return;
        begun = true;
        connection.fire(Event.BEGUN);
    }

    private void message(byte[] message, Flow flow, ByteArrayOutputStream pongs) {
        if (isLineBreaks(message)) {
            intake.drop(Junk.KEEPALIVE);
            // RFC 5626 §3.5.1: two are a ping, one is the answer to it.
            if (message.length >= 2 * 2) pongs.writeBytes(PONG);
            if (begun) whole();
            return;
        }
        whole();
        if (!ConnectionReader.isSip(intake.take(message, flow)))
            connection.fire(Event.BROKEN, last(Frames.close(Frames.CANNOT_USE)));
    }

    /** What had begun has come. */
    private void whole() {
        begun = false;
        connection.fire(Event.MESSAGE);
    }

    private static boolean isLineBreaks(byte[] message) {
        for (byte b : message) if (b != '\r' && b != '\n') return false;
        return true;
    }

    /** Nothing more is said after these. */
    private byte[] last(byte[] bytes) {
        farewell = NOTHING;
        return bytes;
    }

    private void closed(byte[] payload) {
        farewell = payload.length == 0 ? Frames.close() : Frames.close(answerTo(payload));
        connection.fire(Event.CLOSE);
    }

    /** Its status, unless it may not say that. */
    private static int answerTo(byte[] payload) {
        int status = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        return isStatus(status) ? status : Frames.PROTOCOL_ERROR;
    }

    /** Whether a peer may say this (RFC 6455 §7.4). */
    private static boolean isStatus(int status) {
        return (status >= 1000 && status <= 1014 && (status < 1004 || status > 1006))
                || (status >= 3000 && status <= 4999);
    }

    private void refuse(int status, Junk why) {
        intake.drop(why);
        connection.fire(Event.BROKEN, last(Frames.close(status)));
    }

    /** The sender of a request is answered, as far as it has come; then it is told in the words of the WebSocket. */
    private void tooLarge(Flow flow) {
        Optional<byte[]> answer =
                ConnectionReader.refusal(frames.payload(), flow, new Defect(513, "Message Too Large"));
        if (answer.isEmpty()) {
            refuse(Frames.TOO_BIG, Junk.TOO_LARGE);
            return;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(Frames.message(answer.get()));
        both.writeBytes(Frames.close(Frames.TOO_BIG));
        connection.fire(Event.BROKEN, last(both.toByteArray()));
    }
}
