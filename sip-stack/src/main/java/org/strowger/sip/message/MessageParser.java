package org.strowger.sip.message;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.ListMap;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.RequestLineParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.WireMessage;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.Defect;
import org.strowger.sip.wire.HeaderLines;
import org.strowger.sip.wire.MessageLimits;
import org.strowger.sip.wire.Methods;
import org.strowger.sip.wire.UriText;

/**
 * Feeds a frame to JAIN-SIP's parsers line by line. Their own message parser is passed by: it loses the space of a
 * fold, a header that it can't read, and what follows a NUL. Lives for one message.
 */
final class MessageParser {

    /** Headers whose URIs JAIN-SIP would mangle, and that we only pass on. */
    private static final Set<String> OPAQUE = Set.of("alert-info", "call-info", "error-info");

    private final WireMessage wire;
    private final SIPMessage message;
    private int addresses;

    /** For a message whose index is sound. */
    MessageParser(WireMessage wire) {
        this.wire = wire;
        this.message = wire.isRequest() ? new SIPRequest() : new SIPResponse();
    }

    /** The parsed message, once {@link #parse} has found nothing against it. */
    SIPMessage message() {
        return message;
    }

    /** What spoils the message, if anything does. */
    @Nullable
    Defect parse() {
        Defect defect = switch (message) {
            case SIPRequest request -> requestLine(request);
            case SIPResponse response -> statusLine(response);
            default -> throw new IllegalStateException("neither request nor response");
        };
        if (defect == null) defect = headers();
        if (defect == null) defect = disagreement();
        if (defect == null && wire.end() > wire.bodyStart())
            message.setMessageContent(Arrays.copyOfRange(wire.frame(), wire.bodyStart(), wire.end()));
        return defect;
    }

    private @Nullable Defect requestLine(SIPRequest request) {
        try {
            String line = wire.method() + " " + wire.requestUri() + " SIP/2.0\n";
            RequestLineParser parser = new RequestLineParser(line);
            LineLexer.giveTo(parser, "method_keywordLexer", line);
            request.setRequestLine(parser.parse());
            // Of an escape in a URI that is not SIP's, the last digit is lost.
            if (!(request.getRequestURI() instanceof SipURI)
                    && wire.requestUri().contains("%")) request.setRequestURI(new GenericURI(wire.requestUri()));
        } catch (ParseException | RuntimeException _) {
            // JAIN-SIP's parsers also throw what a careless index or cast throws.
            return Defect.badRequest("Bad Request-URI");
        }
        if (request.getRequestURI() == null || !UriText.hasSoundHost(wire.requestUri()))
            return Defect.badRequest("Bad Request-URI");
        // JAIN-SIP reads an empty user as none, and prints it as "null".
        if (request.getRequestURI() instanceof SipURI uri
                && uri.getUser() == null
                && wire.requestUri().contains("@")) return Defect.badRequest("Bad Request-URI");
        // §19.1.1: not allowed there; RFC 4475 §3.1.2.11 has 400.
        if (request.getRequestURI() instanceof SipURI uri
                && uri.getHeaderNames().hasNext()) return Defect.badRequest("Headers in Request-URI");
        return null;
    }

    private @Nullable Defect statusLine(SIPResponse response) {
        byte[] frame = wire.frame();
        int status = Ascii.trimLeft(frame, 0, frame.length) + "SIP/2.0 ".length();
        int reason = Math.min(status + "200 ".length(), wire.startLineEnd());
        StatusLine line = new StatusLine();
        line.setSipVersion("SIP/2.0");
        line.setStatusCode(wire.status());
        line.setReasonPhrase(Ascii.unfolded(frame, reason, Ascii.trimRight(frame, reason, wire.startLineEnd())));
        response.setStatusLine(line);
        return null;
    }

    private @Nullable Defect headers() {
        HeaderLines lines = wire.headers();
        HeaderLines.Step step = lines.next();
        for (; step == HeaderLines.Step.HEADER || step == HeaderLines.Step.NO_HEADER; step = lines.next()) {
            if (step == HeaderLines.Step.NO_HEADER) continue; // of a response: a request has been refused for it
            String name = Ascii.latin(wire.frame(), lines.nameStart, lines.nameEnd);
            String lowerCase = HeaderNames.lowerCase(name);
            if (isContentLength(lowerCase) || attach(name, lowerCase, lines.value())) continue;
            if (NeededHeaders.contain(wire, lowerCase)) return Defect.badRequest("Bad " + name);
            message.addUnparsed(name + ": " + lines.value());
        }
        return addresses > MessageLimits.ADDRESSES ? Defect.badRequest("Too Many Addresses") : null;
    }

    /**
     * Where JAIN-SIP reads other tags or another branch than the index did, and therefore than other elements may: in a
     * {@code From} whose address lacks its angle brackets, for example. What has two meanings has none.
     */
    private @Nullable Defect disagreement() {
        Via top = message.getTopmostVia();
        if (top == null || !wire.branch().equals(orEmpty(top.getBranch()))) return Defect.badRequest("Ambiguous Via");
        if (message.getFrom() == null
                || !wire.fromTag().equals(orEmpty(message.getFrom().getTag())))
            return Defect.badRequest("Ambiguous From");
        if (message.getTo() == null
                || !wire.toTag().equals(orEmpty(message.getTo().getTag()))) return Defect.badRequest("Ambiguous To");
        if (message.getCallId() == null
                || !wire.callId().equals(message.getCallId().getCallId()))
            return Defect.badRequest("Ambiguous Call-ID");
        return null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Read already: the body is as long as it says, and JAIN-SIP sets its own. */
    private static boolean isContentLength(String lowerCase) {
        return lowerCase.equals("content-length") || lowerCase.equals("l");
    }

    private boolean attach(String name, String lowerCase, String value) {
        if (addresses > MessageLimits.ADDRESSES) return true; // refused for that at the end
        SIPHeader header = read(name, lowerCase, value);
        if (header == null) return false;
        if (ValueList.isOfAddresses(lowerCase)) addresses += header instanceof SIPHeaderList<?> list ? list.size() : 1;
        return !(isRepeated(header) && !mayRepeat(header)) && attach(message, header);
    }

    private boolean isRepeated(SIPHeader header) {
        return !(header instanceof SIPHeaderList<?>) && message.hasHeader(header.getName());
    }

    /**
     * What has a list is collected in one, though its parser gives single headers, as that of Authorization does
     * (§7.3.1, §22.3).
     */
    private static boolean mayRepeat(SIPHeader header) {
        return !isOurs(header) && (isExtension(header) || ListMap.hasList(header));
    }

    /** Read by ourselves, and there but once. */
    private static boolean isOurs(SIPHeader header) {
        String name = header.getName();
        return name.equals(SessionTimes.EXPIRES) || name.equals(SessionTimes.LEAST) || name.equals("RSeq");
    }

    /** What the index has read already is not parsed again. */
    private @Nullable SIPHeader read(String name, String lowerCase, String value) {
        return switch (lowerCase) {
            case "cseq" -> cseq();
            case "call-id", "i" -> callId();
            // a delta-seconds is larger than what JAIN-SIP keeps it in
            case "session-expires", "x" -> seconds(SessionTimes.EXPIRES, value);
            case "min-se" -> seconds(SessionTimes.LEAST, value);
            // 0, or one beyond what JAIN-SIP keeps it in, is in its turn or out of it
            case "rseq" -> value.matches("[0-9]{1,10}") ? SessionTimes.header("RSeq", value) : null;
            default -> header(name, lowerCase, value);
        };
    }

    private static @Nullable SIPHeader seconds(String name, String value) {
        return SessionInterval.parse(value).isPresent() ? SessionTimes.header(name, value) : null;
    }

    private @Nullable SIPHeader callId() {
        try {
            CallID header = new CallID();
            header.setCallId(wire.callId());
            return header;
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    private @Nullable SIPHeader cseq() {
        try {
            String method = wire.cseqMethod();
            return Methods.isStandard(method) ? new CSeq(wire.cseq(), method) : new ExactCSeq(wire.cseq(), method);
        } catch (ParseException | InvalidArgumentException _) {
            return null;
        }
    }

    private static boolean isExtension(SIPHeader header) {
        return header instanceof ExtensionHeaderImpl;
    }

    /** A parsed header; null if it can't be parsed. */
    static @Nullable SIPHeader header(String name, String value) {
        return header(name, HeaderNames.lowerCase(name), value);
    }

    private static @Nullable SIPHeader header(String name, String lowerCase, String value) {
        try {
            if (OPAQUE.contains(lowerCase)) return opaque(name, value);
            // Over an unfinished comment in Via, JAIN-SIP's parser never ends. Nobody has written one since RFC 2543.
            if ((lowerCase.equals("via") || lowerCase.equals("v")) && value.indexOf('(') >= 0) return null;
            return ValueList.isBounded(lowerCase) ? elements(name, lowerCase, value) : faithful(name, lowerCase, value);
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    private static @Nullable SIPHeader faithful(String name, String lowerCase, String value) throws ParseException {
        SIPHeader header = HeaderParsers.parse(name, lowerCase, value);
        return Faithful.isRead(header, value) ? header : null;
    }

    /** All of them in one list, parsed one by one; null if one can't be read, or is beyond the limits. */
    private static @Nullable SIPHeader elements(String name, String lowerCase, String value) throws ParseException {
        List<String> values = ValueList.elements(lowerCase, value).orElse(List.of());
        SIPHeader all = null;
        for (String one : values) {
            SIPHeader next = faithful(name, lowerCase, one);
            if (next == null) return null;
            if (all == null) all = next;
            else if (all instanceof SIPHeaderList<?> list && next instanceof SIPHeaderList<?> more) append(list, more);
            else return null;
        }
        return all;
    }

    @SuppressWarnings("unchecked") // two lists of one parser
    private static void append(SIPHeaderList<?> list, SIPHeaderList<?> more) {
        ((SIPHeaderList<SIPHeader>) list).addAll((SIPHeaderList<SIPHeader>) more);
    }

    private static SIPHeader opaque(String name, String value) {
        ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
        header.setValue(value);
        return header;
    }

    /** False if the header is there already and may be there only once. */
    static boolean attach(SIPMessage message, SIPHeader header) {
        try {
            message.attachHeader(header, false);
            return true;
        } catch (SIPDuplicateHeaderException _) {
            return false;
        }
    }
}
