package org.strowger.call.sdp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.strowger.audio.Digits;
import org.strowger.sip.message.ContentType;
import org.strowger.sip.message.SipRequest;

/**
 * A digit in the body of an INFO, as phones have it that know no telephone-event: {@code application/dtmf-relay} with
 * lines {@code Signal=5} and {@code Duration=160} (ms), and {@code application/dtmf} with the bare digit. No RFC
 * describes them; read leniently.
 *
 * @param length zero where the body doesn't say
 */
public record InfoDigit(char digit, Duration length) {

    public static final String TYPE = "application/dtmf-relay";

    private static final int LONGEST_BODY = 200;

    /** The digit of an INFO; empty if it carries none. */
    public static Optional<InfoDigit> of(SipRequest info) {
        Optional<byte[]> body = info.body();
        if (body.isEmpty() || body.get().length > LONGEST_BODY) return Optional.empty();
        return switch (info.contentType().map(ContentType::name).orElse("")) {
            case TYPE, "application/dtmf" -> of(new String(body.get(), StandardCharsets.UTF_8));
            default -> Optional.empty();
        };
    }

    /** The digit of a body of either type. */
    public static Optional<InfoDigit> of(String body) {
        String signal = "";
        Duration length = Duration.ZERO;
        for (String line : body.split("[\r\n]+", -1)) {
            String[] pair = line.split("[=:]", 2);
            String name = pair[0].trim().toLowerCase(Locale.ROOT);
            if (pair.length == 2 && name.equals("signal")) signal = pair[1].trim();
            else if (pair.length == 2 && name.equals("duration")) length = millis(pair[1].trim());
            else if (pair.length == 1 && signal.isEmpty()) signal = pair[0].trim();
        }
        return digit(signal).isPresent()
                ? Optional.of(new InfoDigit(digit(signal).get(), length))
                : Optional.empty();
    }

    /** As a body of {@link #TYPE}. */
    public byte[] body() {
        return ("Signal=" + digit + "\r\nDuration=" + length.toMillis() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Character> digit(String signal) {
        if (signal.length() == 1) {
            char digit = Character.toUpperCase(signal.charAt(0));
            return Digits.isDigit(digit) ? Optional.of(digit) : Optional.empty();
        }
        // Some send the event codes of RFC 4733.
        return switch (signal) {
            case "10" -> Optional.of('*');
            case "11" -> Optional.of('#');
            case "12" -> Optional.of('A');
            case "13" -> Optional.of('B');
            case "14" -> Optional.of('C');
            case "15" -> Optional.of('D');
            default -> Optional.empty();
        };
    }

    private static Duration millis(String text) {
        try {
            return Duration.ofMillis(Math.clamp(Long.parseLong(text), 0, 60_000));
        } catch (NumberFormatException _) {
            return Duration.ZERO;
        }
    }
}
