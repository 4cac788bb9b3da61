package org.strowger.dialog;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Sip;

/** What a message says of the session. */
sealed interface Body {

    /** One for all messages; nobody changes it. */
    ContentTypeHeader SDP = (ContentTypeHeader) Sip.header(ContentTypeHeader.NAME, "application/sdp");

    /** Nothing. */
    record None() implements Body {}

    /** This. */
    record Described(SessionDescription description) implements Body {}

    /** Something that can't be read. */
    record Unreadable(String why) implements Body {}

    /** The description, if there is one that can be read. */
    default Optional<SessionDescription> readable() {
        return this instanceof Described(SessionDescription description) ? Optional.of(description) : Optional.empty();
    }

    /** Reads {@code application/sdp}, be it the body or the part of a multipart one; other content says nothing of the session. */
    static Body of(Message message) {
        byte[] content = message.getRawContent();
        if (content == null || content.length == 0) return new None();
        if (!(message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type))
            return new Unreadable("a body without Content-Type");
        if (isSdp(type.getContentType() + "/" + type.getContentSubType())) return parse(content);
        if (!type.getContentType().equalsIgnoreCase("multipart")) return new None();
        String boundary = type.getParameter("boundary");
        if (boundary == null) return new Unreadable("a multipart body without boundary");
        return sdpPart(content, boundary.replace("\"", ""))
                .<Body>map(Body::parse)
                .orElseGet(None::new);
    }

    /** Gives a message this description. */
    static void put(Message message, SessionDescription description) {
        put(message, SDP, description.print());
    }

    /**
     * Gives a message this content.
     *
     * @throws IllegalArgumentException if the type is none
     */
    static void put(Message message, String contentType, byte[] content) {
        put(message, (ContentTypeHeader) Sip.header(ContentTypeHeader.NAME, contentType), content);
    }

    private static void put(Message message, ContentTypeHeader type, byte[] content) {
        try {
            message.setContent(content, type);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no body of type " + type, e);
        }
    }

    /** The answer that refuses all that is offered (RFC 3264 §6), where an ACK must answer what nobody wants to. */
    static SessionDescription refusing(SessionDescription offer) {
        List<MediaDescription> refused = offer.media().stream()
                .map(medium ->
                        medium.withPort(0).withConnection(Optional.empty()).withAttributes(List.of()))
                .toList();
        Origin nobody = new Origin("-", "0", "0", "IP4", "0.0.0.0");
        ConnectionData nowhere = new ConnectionData("IP4", "0.0.0.0");
        return new SessionDescription(nobody, "-", Optional.of(nowhere), List.of(), List.of(), refused);
    }

    private static boolean isSdp(String type) {
        return type.strip().equalsIgnoreCase("application/sdp");
    }

    private static Body parse(byte[] content) {
        return switch (SessionDescription.parse(content)) {
            case SessionDescription.Parsed.Good(SessionDescription description)
            when description.isReachable() -> new Described(description);
            case SessionDescription.Parsed.Good _ ->
                new Unreadable("session description: a medium has no c= line, nor has the session");
            case SessionDescription.Parsed.Malformed(int line, String why) ->
                new Unreadable("session description, line " + line + ": " + why);
        };
    }

    /** RFC 2046 §5.1.1; each byte is a character here, so that nothing is lost on the way. */
    private static Optional<byte[]> sdpPart(byte[] content, String boundary) {
        String text = "\r\n" + new String(content, StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + boundary;
        int begin = text.indexOf(delimiter);
        while (begin >= 0) {
            int end = text.indexOf(delimiter, begin + delimiter.length());
            if (end < 0) return Optional.empty();
            String part = text.substring(begin + delimiter.length(), end);
            int blank = part.indexOf("\r\n\r\n");
            if (blank >= 0 && declaresSdp(part.substring(0, blank)))
                return Optional.of(part.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1));
            begin = end;
        }
        return Optional.empty();
    }

    private static boolean declaresSdp(String headers) {
        for (String line : headers.split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("content-type:") && !lower.startsWith("c:")) continue;
            return isSdp(lower.substring(lower.indexOf(':') + 1).split(";", 2)[0]);
        }
        return false;
    }
}
