package org.strowger.dialog.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Message;
import org.strowger.dialog.BodyPart;
import org.strowger.sdp.SessionDescription;

/** Writes bodies of several parts (RFC 2046 §5.1, RFC 5621). */
final class Multipart {

    private Multipart() {}

    static void put(Message message, Optional<SessionDescription> description, List<BodyPart> parts) {
        String boundary = "strowger-" + Fields.fromTag(message);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        description.ifPresent(sdp -> write(body, boundary, "Content-Type: application/sdp\r\n", sdp.print()));
        for (BodyPart part : parts)
            write(
                    body,
                    boundary,
                    "Content-Type: " + part.contentType() + "\r\nContent-ID: <" + part.contentId() + ">\r\n"
                            + "Content-Disposition: render;handling=optional\r\n",
                    part.content().getBytes(StandardCharsets.UTF_8));
        body.writeBytes(ascii("--" + boundary + "--\r\n"));
        Body.put(message, "multipart/mixed;boundary=" + boundary, body.toByteArray());
    }

    private static void write(ByteArrayOutputStream body, String boundary, String headers, byte[] content) {
        body.writeBytes(ascii("--" + boundary + "\r\n" + headers + "\r\n"));
        body.writeBytes(content);
        body.writeBytes(ascii("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
