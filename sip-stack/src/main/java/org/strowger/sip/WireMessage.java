package org.strowger.sip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.Defect;
import org.strowger.sip.wire.HeaderLines;
import org.strowger.sip.wire.UriText;

/**
 * A frame as it arrived, with an index of the headers that decide where it goes; nothing is parsed in full.
 * Retransmissions, floods and junk are recognised from here. Immutable; handed from the socket's loop to the owner's
 * loop.
 */
public final class WireMessage {

    /** The largest message that we take, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int SHORTEST = 12;

    private final byte[] frame;
    private final Flow flow;
    private final String method;
    private final int status;
    private final int uriStart;
    private final int uriEnd;
    private final String callId;
    private final long cseq;
    private final String cseqMethod;
    private final String branch;
    private final String sentBy;
    private final boolean rport;
    private final String fromTag;
    private final String toTag;
    private final int headersStart;
    private final int bodyStart;
    private final int end;
    private final @Nullable Defect defect;

    private WireMessage(byte[] frame, Flow flow, FrameScan scan, TopVia via) {
        this.frame = frame;
        this.flow = flow;
        this.cseqMethod = orEmpty(scan.cseqMethod);
        this.status = scan.startLine.status;
        this.method = status == 0 ? scan.startLine.method : cseqMethod;
        this.uriStart = scan.startLine.uriStart;
        this.uriEnd = scan.startLine.uriEnd;
        this.callId = orEmpty(scan.callId);
        this.cseq = Math.max(0, scan.cseq);
        this.branch = via.branch;
        this.sentBy = via.sentBy;
        this.rport = via.rport;
        this.fromTag = orEmpty(scan.fromTag);
        this.toTag = orEmpty(scan.toTag);
        this.headersStart = scan.startLine.end;
        this.bodyStart = scan.headersEnd;
        this.end = scan.end();
        this.defect = scan.defect;
    }

    private WireMessage(WireMessage whole, byte[] head) {
        this.frame = head;
        this.flow = whole.flow;
        this.cseqMethod = whole.cseqMethod;
        this.status = whole.status;
        this.method = whole.method;
        this.uriStart = whole.uriStart;
        this.uriEnd = whole.uriEnd;
        this.callId = whole.callId;
        this.cseq = whole.cseq;
        this.branch = whole.branch;
        this.sentBy = whole.sentBy;
        this.rport = whole.rport;
        this.fromTag = whole.fromTag;
        this.toTag = whole.toTag;
        this.headersStart = whole.headersStart;
        this.bodyStart = whole.bodyStart;
        this.end = head.length;
        this.defect = whole.defect;
    }

    /**
     * Indexes a frame.
     *
     * @param frame one datagram, or one message of a stream; not to be changed afterwards
     * @throws IllegalArgumentException if it is junk, which the transports drop and count
     */
    public static WireMessage of(byte[] frame, Flow flow) {
        return switch (index(frame, flow)) {
            case Indexing.Indexed(WireMessage message) -> message;
            case Indexing.Rejected(Junk why) -> throw new IllegalArgumentException(why.description());
        };
    }

    public static Indexing index(byte[] frame, Flow flow) {
        if (frame.length > MAX_BYTES) return new Indexing.Rejected(Junk.TOO_LARGE);
        int start = Ascii.trimLeft(frame, 0, frame.length);
        if (frame.length - start < SHORTEST) return new Indexing.Rejected(Junk.KEEPALIVE);
        FrameScan scan = new FrameScan(frame, start);
        if (scan.startLine.foreign) return new Indexing.Rejected(Junk.NOT_SIP);
        if (scan.startLine.status < 0) return new Indexing.Rejected(Junk.BAD_RESPONSE);
        scan.scanHeaders();
        return judge(frame, flow, scan);
    }

    private static Indexing judge(byte[] frame, Flow flow, FrameScan scan) {
        boolean response = scan.startLine.status > 0;
        TopVia via = scan.topVia;
        // §8.1.3.3: a response with a Via below ours is not for us; RFC 4475 §3.3.10 shows where believing it leads.
        if (response && (scan.defect != null || via == null || scan.vias() > 1))
            return new Indexing.Rejected(Junk.BAD_RESPONSE);
        if (via == null) return new Indexing.Rejected(Junk.NO_VIA);
        if (scan.defect != null && scan.startLine.method.equals("ACK")) return new Indexing.Rejected(Junk.BAD_ACK);
        return new Indexing.Indexed(new WireMessage(frame, flow, scan, via));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The whole frame; not to be changed. What follows the body in a datagram is part of it, and of no meaning. */
    public byte[] frame() {
        return frame;
    }

    /** What it came in on. */
    public Flow flow() {
        return flow;
    }

    /** Whether this is a request. */
    public boolean isRequest() {
        return status == 0;
    }

    /**
     * Whether the index found nothing to refuse. What is not sound is a request that {@code SipCodec.parse} will turn
     * into a {@code BadRequest}; any of its headers may be missing, and then reads as empty here.
     */
    public boolean isSound() {
        return defect == null;
    }

    /** The method of a request as written; of a response, the method of its CSeq. */
    public String method() {
        return method;
    }

    /** The status code of a response; 0 for a request. */
    public int status() {
        return status;
    }

    /** The Request-URI as written; empty for a response. */
    public String requestUri() {
        return Ascii.unfolded(frame, uriStart, uriEnd);
    }

    /** The user part of the Request-URI as written, or the number of a tel: URI; empty if there is none. */
    public String requestUser() {
        return UriText.user(requestUri());
    }

    /**
     * The host of the Request-URI in lower case, an IPv6 address with its brackets; empty where it is no SIP or SIPS
     * URI.
     */
    public String requestHost() {
        return UriText.host(requestUri());
    }

    /**
     * The value of the first header of this name, which is given in lower case, as written; empty if there is none.
     * Looked for anew each time.
     */
    public String value(String lowerCaseName) {
        HeaderLines lines = headers();
        HeaderLines.Step step = lines.next();
        for (; step == HeaderLines.Step.HEADER || step == HeaderLines.Step.NO_HEADER; step = lines.next())
            if (step == HeaderLines.Step.HEADER && Ascii.matches(frame, lines.nameStart, lines.nameEnd, lowerCaseName))
                return lines.value();
        return "";
    }

    /** The same without its body: all that answers and retransmissions need. */
    public WireMessage withoutBody() {
        return bodyStart == frame.length ? this : new WireMessage(this, Arrays.copyOf(frame, bodyStart));
    }

    /** Call-ID. */
    public String callId() {
        return callId;
    }

    /** The number of CSeq. */
    public long cseq() {
        return cseq;
    }

    /** The method of CSeq. */
    public String cseqMethod() {
        return cseqMethod;
    }

    /** The branch of the topmost Via; empty if there is none. */
    public String branch() {
        return branch;
    }

    /** The sent-by of the topmost Via, in lower case with its port if one is written. */
    public String sentBy() {
        return sentBy;
    }

    /** The tag of From; empty if there is none. */
    public String fromTag() {
        return fromTag;
    }

    /** The tag of To; empty if there is none. */
    public String toTag() {
        return toTag;
    }

    /** Whether the topmost Via holds {@code rport} (RFC 3581 §3). */
    boolean asksForSourcePort() {
        return rport;
    }

    /**
     * Whether a NAT is between: a datagram of somebody who asks to be answered where he sends from (RFC 3581 §3), and
     * sends from another port or address than he knows of. Where he names himself by a name, its port decides.
     */
    public boolean isTranslated() {
        if (flow.isConnection() || !rport || flow.remote().isUnresolved()) return false;
        return SentBy.port(sentBy, flow.transport().defaultPort())
                        != flow.remote().getPort()
                || SentBy.literal(sentBy)
                        .filter(named -> !named.equals(flow.remote().getAddress()))
                        .isPresent();
    }

    public @Nullable Defect defect() {
        return defect;
    }

    public HeaderLines headers() {
        return new HeaderLines(frame, headersStart);
    }

    public int startLineEnd() {
        return headersStart;
    }

    public int bodyStart() {
        return bodyStart;
    }

    /** One past the last byte of the body. */
    public int end() {
        return end;
    }

    /** For logs: never the whole message, which may hold credentials. */
    @Override
    public String toString() {
        return (isRequest() ? method + " " + requestUri() : status + " to " + method) + " Call-ID " + callId;
    }
}
