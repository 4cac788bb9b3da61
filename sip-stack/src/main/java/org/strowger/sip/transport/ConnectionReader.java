package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.strowger.sip.Flow;
import org.strowger.sip.Indexing;
import org.strowger.sip.Junk;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.transport.ConnectionTable.Event;
import org.strowger.sip.wire.Defect;

/** SIP in a stream: where messages end, their Content-Length says. */
final class ConnectionReader implements Framing {

    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TcpConnection connection;
    private final Intake intake;
    private final Framer framer = new Framer();

    ConnectionReader(TcpConnection connection, Intake intake) {
        this.connection = connection;
        this.intake = intake;
    }

    @Override
    public void read(ByteBuf bytes, Flow flow) {
        framer.add(bytes);
        int pings = 0;
        while (connection.isRead()) {
            switch (framer.next()) {
                case FRAME -> {
                    connection.fire(Event.MESSAGE);
                    if (!isSip(intake.take(framer.frame(), flow))) connection.fire(Event.NOT_SIP);
                }
                case PING -> {
                    pings++;
                    intake.drop(Junk.KEEPALIVE);
                }
                case MORE -> {
                    ended(pings);
                    return;
                }
                case BROKEN -> refuse(flow, Defect.badRequest("Bad Content-Length"), Junk.NOT_SIP);
                case TOO_LARGE -> refuse(flow, new Defect(513, "Message Too Large"), Junk.TOO_LARGE);
            }
        }
    }

    /** All that has come is read. */
    private void ended(int pings) {
        if (pings > 0) pinged(pings);
        if (framer.isAmidst() && connection.isRead()) connection.fire(Event.BEGUN);
    }

    /** Answers in one piece what came in one. */
    private void pinged(int pings) {
        byte[] pongs = new byte[pings * PONG.length];
        for (int i = 0; i < pongs.length; i++) pongs[i] = PONG[i % PONG.length];
        connection.pinged(pongs);
    }

    /** Whether the stream still makes sense behind what was read. */
    static boolean isSip(Indexing indexing) {
        return switch (indexing) {
            case Indexing.Indexed _ -> true;
            case Indexing.Rejected(Junk why) ->
                switch (why) {
                    case NOT_SIP, TOO_LARGE, KEEPALIVE -> false;
                    case NO_VIA, BAD_RESPONSE, BAD_ACK -> true;
                };
        };
    }

    /**
     * §18.3, RFC 4475 §3.1.2.3: answers what can be answered, and closes, since nobody knows where the next message
     * begins.
     */
    private void refuse(Flow flow, Defect defect, Junk otherwise) {
        Optional<byte[]> answer = refusal(framer.frame(), flow, defect);
        if (answer.isPresent()) {
            connection.fire(Event.BROKEN, answer.get());
            return;
        }
        intake.drop(otherwise);
        connection.fire(Event.NOT_SIP);
    }

    /** The answer to what there is of a message; empty if it can't be answered. */
    static Optional<byte[]> refusal(byte[] frame, Flow flow, Defect defect) {
        return WireMessage.index(frame, flow) instanceof Indexing.Indexed(WireMessage message) && message.isRequest()
                ? SipCodec.printedRefusal(message, defect)
                : Optional.empty();
    }
}
