package org.strowger.call.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strowger.directory.Presentation;
import org.strowger.directory.UserPart;
import org.strowger.sip.message.ContentType;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;

/**
 * What one account says to another by MESSAGE (RFC 3428). Never changed.
 *
 * @param from the account that has sent it
 * @param to the account that it is for
 * @param sender as the phones that it is for may know
 * @param headers that go with what it says, in order
 * @param contentType of the body; empty where there is none
 * @param hops how often it may be passed on yet
 * @param sent when it came
 * @param lasts how long it is worth anything; 68 years where its sender does not say
 */
@SuppressWarnings("ArrayRecordComponent") // not written again
record InstantMessage(
        String from,
        String to,
        NameAddress sender,
        List<SipHeader> headers,
        String contentType,
        byte[] body,
        int hops,
        Instant sent,
        Duration lasts) {

    /** What says how the body is to be read, and for how long; all else stays on the sender's side. */
    private static final Set<String> PASSED = Set.of(
            "content-disposition",
            "content-encoding",
            "content-language",
            "date",
            "expires",
            "mime-version",
            "subject");

    /** Somebody is writing, or has ceased to (RFC 3994): it is worth nothing later. */
    private static final String COMPOSING = "application/im-iscomposing+xml";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long FOR_EVER = Integer.MAX_VALUE;
    private static final int HOPS = 70;

    /** What its headers take in memory besides their text, and the rest of it. */
    private static final int OVERHEAD = 1_000;

    private static final byte[] NOTHING = {};

    /** Copies. */
    InstantMessage {
        headers = List.copyOf(headers);
    }

    /** Reads a MESSAGE that an account has proved to have sent. */
    static InstantMessage of(SipRequest request, String from, String domain, Instant now) {
        return new InstantMessage(
                from,
                UserPart.of(request.uri()),
                Presentation.of(request).from(from, request.from().displayName(), domain),
                request.headers(PASSED::contains),
                request.contentType().map(ContentType::toString).orElse(""),
                request.body().orElse(NOTHING),
                request.maxForwards().orElse(HOPS) - 1,
                now,
                Duration.ofSeconds(request.expires().orElse(FOR_EVER)));
    }

    boolean isWorthKeeping() {
        return lasts.isPositive() && !contentType.toLowerCase(Locale.ROOT).startsWith(COMPOSING);
    }

    /** Until when it may be kept, where messages are for so long. */
    Instant until(Duration most) {
        return sent.plus(lasts.compareTo(most) < 0 ? lasts : most);
    }

    /** The same, which says when it was sent (RFC 3428 §4), unless its sender has. */
    InstantMessage dated() {
        if (headers.stream().anyMatch(header -> header.isNamed("Date"))) return this;
        List<SipHeader> more = new ArrayList<>(headers);
        more.add(SipHeader.of("Date", DATE.format(sent)));
        return new InstantMessage(from, to, sender, more, contentType, body, hops, sent, lasts);
    }

    /** About how many octets it takes while it is kept. */
    int weight() {
        int text = contentType.length();
        for (SipHeader header : headers) text += header.value().length();
        return OVERHEAD + text + body.length;
    }

    /** Who, and nothing of what. */
    @Override
    public String toString() {
        return "message of " + from + " to " + to;
    }
}
