package org.strowger.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.strowger.sip.message.Contact;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipMessage;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/**
 * Reads headers for the registrar that JAIN-SIP models thinly or not at all, and what a REGISTER says of its flow (RFC
 * 5626 §4.2, §6).
 */
public final class Registrations {

    /** The option tag of RFC 5626. */
    static final String OUTBOUND = "outbound";

    private static final String PATH = "Path";
    /** RFC 5626 §11.1 has 1 to 2^31-1. */
    private static final int MOST_DIGITS = 10;

    private Registrations() {}

    /** The values of all headers of a name, in order. */
    static List<String> values(SipRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (SipHeader header : request.headers(name)) values.add(header.value());
        return values;
    }

    /** The words of all headers of a name, in lower case: option tags. */
    static Set<String> tokens(SipRequest request, String name) {
        Set<String> tokens = new HashSet<>();
        for (String value : values(request, name))
            for (String token : value.split(",", -1)) tokens.add(token.strip().toLowerCase(Locale.ROOT));
        return tokens;
    }

    /** The URIs in brackets of all headers of a name, in order. */
    public static List<String> uris(SipMessage message, String name) {
        List<String> uris = new ArrayList<>();
        for (SipHeader header : message.headers(name)) {
            String value = header.value();
            for (int open = value.indexOf('<'); open >= 0; open = value.indexOf('<', open + 1)) {
                int close = value.indexOf('>', open);
                if (close > open) uris.add(value.substring(open + 1, close));
            }
        }
        return uris;
    }

    /** Whether the phone knows what a flow is. */
    static boolean asksForFlow(SipRequest register) {
        return tokens(register, "Supported").contains(OUTBOUND);
    }

    /** The flow of a contact; empty where it names no number, or not the device that the number belongs to. */
    static Optional<Binding.Outbound> flow(Contact contact) {
        Optional<String> instance = value(contact, "+sip.instance").map(Registrations::bare);
        Optional<Long> number = value(contact, "reg-id").flatMap(Registrations::number);
        if (instance.isEmpty() || instance.get().isEmpty() || number.isEmpty()) return Optional.empty();
        return Optional.of(new Binding.Outbound(instance.get(), number.get()));
    }

    /**
     * Whether whoever has the flow keeps it: we ourselves where nobody is between, or a proxy that says so
     * ({@code ob}), the nearest to the phone.
     */
    static boolean keepsFlow(SipRequest register) {
        if (!register.has(PATH)) return register.headers("Via").size() == 1;
        return uris(register, PATH).reversed().stream()
                .findFirst()
                .flatMap(SipUri::read)
                .filter(SipUri::asksForItsFlow)
                .isPresent();
    }

    private static Optional<String> value(Contact contact, String name) {
        for (Contact.Parameter parameter : contact.parameters())
            if (parameter.name().equalsIgnoreCase(name)) return Optional.of(parameter.value());
        return Optional.empty();
    }

    /** Without quotes and brackets; URNs of UUIDs are the same in any case (RFC 4122 §3). */
    private static String bare(String instance) {
        return instance.replaceAll("[\"<>\\s]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<Long> number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)).filter(n -> n > 0) : Optional.empty();
    }
}
