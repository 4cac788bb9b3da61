package org.strowger.directory.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.Registrations;
import org.strowger.directory.registration.TrunkRegistrationTable.Event;
import org.strowger.sip.message.Contact;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;

/** Reads the answers to a REGISTER of ours (RFC 3261 §10.2). Stateless. */
final class RegisterAnswer {

    private static final int INTERVAL_TOO_BRIEF = SipResponse.INTERVAL_TOO_BRIEF;
    private static final Set<Integer> NEXT_HOP = Set.of(SipResponse.REQUEST_TIMEOUT, SipResponse.SERVICE_UNAVAILABLE);
    /** What may be answered otherwise by and by, without anybody having done anything. */
    private static final Set<Integer> PASSING = Set.of(429, 430, 480, 482, 486, 491, 600);
    /** Of 5xx, what won't. */
    private static final Set<Integer> LASTING = Set.of(501, 505, 513);

    /** Proxies between us and whoever places our calls. */
    static final int MOST_ROUTES = 8;

    private RegisterAnswer() {}

    /** What comes of a status that needs no look at the rest of the response. */
    static Event eventOf(int status) {
        if (NEXT_HOP.contains(status)) return Event.NEXT_HOP;
        boolean passing = PASSING.contains(status) || (status / 100 == 5 && !LASTING.contains(status));
        return passing ? Event.FAILURE : Event.REFUSAL;
    }

    /**
     * For how many seconds a 2xx grants our contact (§10.3 step 8: it lists all that stand). A NAT's helper may have
     * changed the host, so the user decides. Who lists nothing at all has most likely taken what was asked for.
     *
     * @return empty, or 0, if it is not registered
     */
    static Optional<Long> granted(SipResponse response, String token, long asked) {
        List<Contact> contacts = response.contacts();
        long ofAll = response.expires().orElse(asked);
        if (contacts.isEmpty()) return response.has("Contact") ? Optional.empty() : Optional.of(ofAll);
        for (Contact contact : contacts)
            if (contact.uri().orElse(null) instanceof SipUri uri && uri.user().equals(token))
                return Optional.of(
                        contact.expires().isPresent() ? (long) contact.expires().getAsInt() : ofAll);
        return Optional.empty();
    }

    /**
     * Contacts at our own address with another token: of a life of ours that ended without a word, where calls would
     * still be sent.
     */
    static List<SipUri> strays(SipResponse response, SipUri ours) {
        List<SipUri> strays = new ArrayList<>();
        for (Contact contact : response.contacts())
            if (contact.uri().orElse(null) instanceof SipUri uri
                    && uri.host().equalsIgnoreCase(ours.host())
                    && uri.port().equals(ours.port())
                    && !uri.user().equals(ours.user())
                    && TrunkToken.looksLike(uri.user())) strays.add(uri);
        return strays;
    }

    /**
     * RFC 3608 §6.1: the routes of our requests, outermost first. "The UA MUST use the … Service-Route … of the most
     * recent … response". One that holds what is no SIP URI, or more than proxies are passed anywhere, is as good as
     * none.
     */
    static List<SipUri> serviceRoute(SipResponse response) {
        List<SipUri> routes = new ArrayList<>();
        for (String text : Registrations.uris(response, "Service-Route")) {
            Optional<SipUri> uri = SipUri.read(text).filter(route -> !route.isSecure());
            if (uri.isEmpty() || routes.size() == MOST_ROUTES) return List.of();
            routes.add(uri.get());
        }
        return List.copyOf(routes);
    }

    /** The least that a 423 lets us ask for; empty where it says nothing that makes sense. */
    static Optional<Long> least(SipResponse response) {
        if (response.status() != INTERVAL_TOO_BRIEF) return Optional.empty();
        return response.header("Min-Expires").flatMap(RegisterAnswer::seconds).filter(least -> least > 0);
    }

    /** Retry-After (§20.33), which may have a comment and parameters behind its number. */
    static Optional<Duration> retryAfter(SipResponse response) {
        return response.header("Retry-After").flatMap(RegisterAnswer::seconds).map(Duration::ofSeconds);
    }

    /** Where a 3xx leads: the first contact that we could go to. */
    static Optional<SipUri> elsewhere(SipResponse response) {
        for (Contact contact : response.contacts())
            if (contact.uri().orElse(null) instanceof SipUri uri && !uri.isSecure()) return Optional.of(uri);
        return Optional.empty();
    }

    private static Optional<Long> seconds(SipHeader header) {
        String text = header.value().strip();
        int end = 0;
        while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0 && end < 10) end++;
        return end == 0 ? Optional.empty() : Optional.of(Long.parseLong(text.substring(0, end)));
    }
}
