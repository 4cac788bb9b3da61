package org.strowger.sip.message;

import gov.nist.javax.sip.header.AcceptList;
import gov.nist.javax.sip.header.AllowEventsList;
import gov.nist.javax.sip.header.AllowList;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.RequireList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.header.SupportedList;
import gov.nist.javax.sip.header.UnsupportedList;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import javax.sip.message.Message;
import org.strowger.sip.wire.Ascii;

/**
 * Prints a message strictly: one value a line but for lists of tokens, nothing that breaks a line, Content-Length last
 * and right. JAIN-SIP's own printer rewrites the transport of the topmost Via and drops what it could not parse.
 */
final class MessagePrinter {

    private static final byte[] NO_BODY = {};
    private static final int TYPICAL_HEADERS = 1024;

    private MessagePrinter() {}

    static byte[] print(Message message) {
        SIPMessage sip = (SIPMessage) message;
        StringBuilder out = new StringBuilder(TYPICAL_HEADERS);
        line(out, sip.getFirstLine());
        Iterator<SIPHeader> headers = sip.getHeaders();
        while (headers.hasNext()) header(out, headers.next());
        Iterator<String> unparsed = sip.getUnrecognizedHeaders();
        while (unparsed.hasNext()) line(out, unparsed.next());
        byte[] body = body(sip);
        out.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return joined(out, body);
    }

    private static byte[] body(SIPMessage message) {
        byte[] body = message.getRawContent();
        return body == null ? NO_BODY : body;
    }

    private static void header(StringBuilder out, SIPHeader header) {
        switch (header) {
            case ContentLength _ -> {}
            case AllowList _, AcceptList _, SupportedList _, RequireList _, UnsupportedList _, AllowEventsList _ ->
                whole(out, header);
            case SIPHeaderList<?> list -> {
                // By iterator: it is linked, and has no index.
                for (SIPHeader one : list) header(out, one);
            }
            default -> whole(out, header);
        }
    }

    private static void whole(StringBuilder out, SIPHeader header) {
        int start = out.length();
        header.encode(out);
        endLine(out, start);
    }

    private static void line(StringBuilder out, String text) {
        int start = out.length();
        out.append(text);
        endLine(out, start);
    }

    /**
     * Ends the line that began at {@code start}; a line break inside of it would be a header of its own, so it becomes
     * space.
     */
    private static void endLine(StringBuilder out, int start) {
        int end = out.length();
        while (end > start && isBreak(out.charAt(end - 1))) end--;
        out.setLength(end);
        for (int i = start; i < end; i++) if (isBreak(out.charAt(i))) out.setCharAt(i, ' ');
        out.append("\r\n");
    }

    private static boolean isBreak(char c) {
        return c == '\r' || c == '\n';
    }

    /** Copied once where all of the head is ASCII, as it nearly always is: of that, a character is an octet. */
    private static byte[] joined(StringBuilder head, byte[] body) {
        byte[] whole = new byte[head.length() + body.length];
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c > 0x7f) return joined(encoded(head.toString()), body);
            whole[i] = (byte) c;
        }
        System.arraycopy(body, 0, whole, head.length(), body.length);
        return whole;
    }

    private static byte[] encoded(String head) {
        return head.replace(Ascii.NUL, '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
