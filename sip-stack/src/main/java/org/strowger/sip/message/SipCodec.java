package org.strowger.sip.message;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Optional;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.WireMessage;
import org.strowger.sip.wire.Defect;

/**
 * Frames to JAIN-SIP messages and back. Stateless; safe on any loop. Parses leniently where RFC 3261
 * and RFC 4475 allow it, and never throws for what a peer sent.
 */
public final class SipCodec {

    static {
        SilentJain.install();
    }

    private SipCodec() {}

    /** What a frame turned out to be. */
    public sealed interface Parsed {
        /** A request that may be handed up. Its topmost Via carries received and rport (RFC 3261 §18.2.1, RFC 3581). */
        record GoodRequest(Request request) implements Parsed {}

        /** A response that may be handed up. */
        record GoodResponse(Response response) implements Parsed {}

        /**
         * A request that can't be: the status to answer it with (400, 505, …), why, and the answer, ready to be
         * printed: its topmost Via is parsed and says where the request came from, To has a tag, the rest is copied as
         * far as it could be read.
         */
        record BadRequest(int status, String why, Response answer) implements Parsed {}

        /** To be dropped: a malformed response, or a request too broken to be answered. */
        record Junk(String why) implements Parsed {}
    }

    /** Parses in full. */
    public static Parsed parse(WireMessage message) {
        Defect known = message.defect();
        if (known != null) return refused(message, known);
        MessageParser parser = new MessageParser(message);
        Defect found = parser.parse();
        if (found != null) return refused(message, found);
        return switch (parser.message()) {
            case SIPRequest request -> good(message, request);
            case SIPResponse response -> new Parsed.GoodResponse(response);
            default -> throw new IllegalStateException("neither request nor response");
        };
    }

    private static Parsed good(WireMessage message, SIPRequest request) {
        Via top = request.getTopmostVia();
        if (top == null || !Received.mark(top, message.flow())) return refused(message, Defect.badRequest("Bad Via"));
        return new Parsed.GoodRequest(request);
    }

    private static Parsed refused(WireMessage message, Defect defect) {
        // An ACK is never answered, a response neither (§17.1.1.1, §18.1.2).
        if (!message.isRequest() || message.method().equals("ACK")) return new Parsed.Junk(defect.why());
        Optional<SIPResponse> answer = Refusals.of(message, defect);
        if (answer.isEmpty()) return new Parsed.Junk(defect.why());
        return new Parsed.BadRequest(defect.status(), defect.why(), answer.get());
    }

    /**
     * A refusal made from the index alone, for a request that is not worth parsing: To has a tag that is the same for
     * each retransmission. Empty for what is never answered, or can't be.
     */
    public static Optional<Response> refusal(WireMessage request, int status, String reason) {
        if (!request.isRequest() || request.method().equals("ACK")) return Optional.empty();
        return Refusals.of(request, new Defect(status, reason)).map(answer -> answer);
    }

    /**
     * The refusal of a request after which a stream makes no sense, ready to be sent. Empty if not even its topmost Via
     * could be read.
     */
    public static Optional<byte[]> printedRefusal(WireMessage request, Defect defect) {
        return Refusals.of(request, defect).map(MessagePrinter::print);
    }

    /** Prints, with a Content-Length that is right. A line break in a value becomes a space. */
    public static byte[] print(Message message) {
        return MessagePrinter.print(message);
    }
}
