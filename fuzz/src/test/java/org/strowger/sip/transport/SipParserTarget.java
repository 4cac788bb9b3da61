package org.strowger.sip.transport;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Indexing;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestServer;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed;

/** What is done with whatever arrives, from the socket to the first answer. Nothing may be thrown on the way. */
final class SipParserTarget {

    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 5060);
    private static final InetSocketAddress THERE = new InetSocketAddress("192.0.2.9", 4444);
    private static final Flow UDP = new Flow(Transport.UDP, HERE, THERE, 0);
    private static final Flow TCP = new Flow(Transport.TCP, HERE, THERE, 1);

    private static final RequestInspector INSPECTOR = new RequestInspector(new RequestInspector.Understood(
            Set.of("INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS"),
            Set.of("timer"),
            Set.of("application/sdp")));
    private static final DigestServer DIGEST = new DigestServer(
            "example.com",
            (_, _) -> Optional.of(DigestServer.Verifier.Password.of("secret")),
            Duration.ofMinutes(5),
            InstantSource.system());

    private SipParserTarget() {}

    static void judge(byte[] bytes) {
        judge(WireMessage.index(bytes, UDP));
        Framer framer = new Framer();
        int half = bytes.length / 2;
        framer.add(Unpooled.wrappedBuffer(bytes, 0, half));
        read(framer);
        framer.add(Unpooled.wrappedBuffer(bytes, half, bytes.length - half));
        read(framer);
    }

    private static void read(Framer framer) {
        while (true) {
            switch (framer.next()) {
                case FRAME -> judge(WireMessage.index(framer.frame(), TCP));
                case PING -> {}
                case MORE, BROKEN, TOO_LARGE -> {
                    judge(WireMessage.index(framer.frame(), TCP));
                    return;
                }
            }
        }
    }

    private static void judge(Indexing indexing) {
        if (!(indexing instanceof Indexing.Indexed(WireMessage message))) return;
        Hop.forResponseTo(message);
        switch (SipCodec.parse(message)) {
            case Parsed.GoodRequest(Request request) -> {
                INSPECTOR.refusal(request).ifPresent(SipCodec::print);
                DIGEST.verify(Jain.wrap(request), DigestServer.Role.REGISTRAR);
                again(message, request);
            }
            case Parsed.GoodResponse good -> again(message, good.response());
            case Parsed.BadRequest bad -> SipCodec.print(bad.answer());
            case Parsed.Junk _ -> {}
        }
    }

    /** What we print can be read, and means the same to whom it is sent. */
    private static void again(WireMessage before, Message message) {
        byte[] printed = SipCodec.print(message);
        if (!(WireMessage.index(printed, UDP) instanceof Indexing.Indexed(WireMessage after)) || !after.isSound())
            throw new AssertionError("printed what can't be indexed:\n" + text(printed));
        boolean same = before.callId().equals(after.callId())
                && before.cseq() == after.cseq()
                && before.cseqMethod().equals(after.cseqMethod())
                && before.branch().equals(after.branch())
                && before.fromTag().equals(after.fromTag())
                && before.toTag().equals(after.toTag());
        if (!same) throw new AssertionError("printed what means something else:\n" + text(printed));
        boolean good = switch (SipCodec.parse(after)) {
            case Parsed.GoodRequest _, Parsed.GoodResponse _ -> true;
            case Parsed.BadRequest _, Parsed.Junk _ -> false;
        };
        if (!good) throw new AssertionError("printed what can't be read again:\n" + text(printed));
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.ISO_8859_1);
    }
}
