package org.strowger.sip.websocket;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strowger.sip.websocket.FrameReader.Step;

/**
 * Whatever comes where WebSockets are listened for: as a request's head it has an answer, as frames it is read or
 * refused, however the network cuts it.
 */
final class WebSocketTarget {

    /** Less than the inputs have, so that some are too large. */
    private static final int MOST_BYTES = 1000;

    private static final WebSocketSettings SETTINGS =
            new WebSocketSettings("/sip", List.of("https://phone.example"), WebSocketSettings.DEFAULT.ping());

    /** What frames hold: messages, and what is between them. */
    private record Found(Step step, String payload) {}

    private WebSocketTarget() {}

    static void judge(byte[] bytes) {
        judgeAnswer(UpgradeAnswer.to(bytes, bytes.length, SETTINGS));
        List<Found> whole = read(bytes, bytes.length);
        for (int piece : new int[] {1, 7, Math.max(1, bytes.length / 2)}) {
            List<Found> cut = read(bytes, piece);
            if (!cut.equals(whole)) throw new AssertionError("in pieces of " + piece + ": " + cut + ", not " + whole);
        }
    }

    private static void judgeAnswer(UpgradeAnswer answer) {
        String text = new String(answer.bytes(), StandardCharsets.US_ASCII);
        if (!text.startsWith("HTTP/1.1 " + answer.status() + " ")) throw new AssertionError("no status:\n" + text);
        int body = text.indexOf("\r\n\r\n") + 4;
        boolean sound = answer.isWelcome()
                ? body == text.length() && text.contains("\r\nSec-WebSocket-Accept: ")
                : text.contains("\r\nContent-Length: " + (text.length() - body) + "\r\n");
        if (!sound) throw new AssertionError("no answer:\n" + text);
    }

    /** All that is found, until nothing behind it would make sense. */
    private static List<Found> read(byte[] bytes, int piece) {
        FrameReader reader = new FrameReader(MOST_BYTES);
        List<Found> found = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            reader.add(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece))));
            for (Step step = reader.next(); step != Step.MORE; step = reader.next()) {
                // Of what is too large there may be more or less.
                found.add(new Found(step, step == Step.TOO_LARGE ? "" : text(reader.payload())));
                if (step == Step.BROKEN || step == Step.TOO_LARGE) return found;
            }
        }
        return found;
    }

    private static String text(byte[] payload) {
        if (payload.length > MOST_BYTES) throw new AssertionError("took " + payload.length + " octets");
        return new String(payload, StandardCharsets.ISO_8859_1);
    }
}
