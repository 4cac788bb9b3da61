package org.strowger.dialog.message;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.BodyParts;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipResponse;

/** What a message says of the session. */
public sealed interface Body {

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

    /**
     * Reads {@code application/sdp}, be it the body or a part of one in several parts; other content says nothing of
     * the session.
     */
    static Body of(Message message) {
        return switch (BodyParts.find(message, "application/sdp")) {
            case BodyParts.Found.Content(byte[] content) -> parse(content);
            case BodyParts.Found.Nothing _ -> new None();
            case BodyParts.Found.Malformed(String why) -> new Unreadable(why);
        };
    }

    /** Gives a message this description. */
    static void put(Message message, SessionDescription description) {
        put(message, SDP, description.print());
    }

    /** The same. */
    static void put(SipResponse response, SessionDescription description) {
        put(Jain.unwrap(response), description);
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
}
