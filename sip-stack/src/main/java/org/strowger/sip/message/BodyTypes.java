package org.strowger.sip.message;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.sip.header.AcceptHeader;
import javax.sip.header.ContentDispositionHeader;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;

/** Whether a request's body, and what it would have back, are of types that we understand. */
final class BodyTypes {

    private BodyTypes() {}

    /** Whether there is a body that we can't make sense of and may not pass by (§8.2.3). */
    static boolean isForeign(Request request, Set<String> understood) {
        byte[] body = request.getRawContent();
        if (body == null || body.length == 0 || isOptional(request)) return false;
        if (isEncoded(request)) return true;
        ContentTypeHeader type = (ContentTypeHeader) request.getHeader(ContentTypeHeader.NAME);
        if (type == null) return true;
        String name = name(type.getContentType(), type.getContentSubType());
        if (understood.contains(name)) return false;
        return !BodyParts.isReadable(name) || !mayHold(request, understood);
    }

    /** Whether the body is compressed or the like. */
    static boolean isEncoded(Request request) {
        ContentEncodingHeader encoding = (ContentEncodingHeader) request.getHeader(ContentEncodingHeader.NAME);
        return encoding != null && !encoding.getEncoding().equalsIgnoreCase("identity");
    }

    private static boolean isOptional(Request request) {
        ContentDispositionHeader disposition =
                (ContentDispositionHeader) request.getHeader(ContentDispositionHeader.NAME);
        return disposition != null && "optional".equalsIgnoreCase(disposition.getHandling());
    }

    /** Whether one of several parts is understood; what can't be read is refused as that by who reads it. */
    private static boolean mayHold(Request request, Set<String> understood) {
        for (String type : understood)
            if (!(BodyParts.find(request, type) instanceof BodyParts.Found.Nothing)) return true;
        return false;
    }

    /** Whether Accept, if there is one, leaves a type that we could answer with (§20.1). */
    static boolean accepts(Request request, Set<String> ours) {
        Iterator<?> headers = request.getHeaders(AcceptHeader.NAME);
        if (headers == null || !headers.hasNext()) return true;
        while (headers.hasNext())
            if (headers.next() instanceof AcceptHeader accept && leaves(accept, ours)) return true;
        return false;
    }

    private static boolean leaves(AcceptHeader accept, Set<String> ours) {
        if (accept.getContentType() == null || "*".equals(accept.getContentType())) return true;
        String range = name(accept.getContentType(), accept.getContentSubType());
        for (String type : ours)
            if (type.equals(range) || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))))
                return true;
        return false;
    }

    private static String name(String type, String subtype) {
        return (type + "/" + subtype).toLowerCase(Locale.ROOT);
    }
}
