package org.strowger.directory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** Whether those who are called may know who calls. */
public enum Presentation {
    /** As From says. */
    SHOWN,
    /** By nobody but those whom we trust. */
    WITHHELD;

    /** RFC 3323 §4.2 and RFC 3325 §9.3: each of them wants the caller's identity kept from the callee. */
    private static final Set<String> WISHES = Set.of("id", "user", "header");

    /** What who sends a request wants. */
    public static Presentation of(SipRequest request) {
        if (isAnonymous(request)) return WITHHELD;
        for (String value : Registrations.values(request, "Privacy"))
            for (String wish : List.of(value.split("[;,]", -1)))
                if (WISHES.contains(wish.strip().toLowerCase(Locale.ROOT))) return WITHHELD;
        return SHOWN;
    }

    /** What From says to those who are no more trusted than others. */
    public NameAddress from(String number, String name, String domain) {
        return switch (this) {
            case WITHHELD ->
                NameAddress.of("Anonymous", SipUri.of("anonymous", "anonymous.invalid")); // RFC 3323 §4.1.1.3
            case SHOWN -> {
                SipUri uri = SipUri.of(number, domain);
                yield name.isEmpty() ? NameAddress.of(uri) : NameAddress.of(name, uri);
            }
        };
    }

    /** Whether From names nobody (RFC 3323 §4.1.1.3). */
    public static boolean isAnonymous(SipRequest request) {
        return request.from().uri() instanceof SipUri uri
                && (uri.user().equalsIgnoreCase("anonymous") || uri.host().equalsIgnoreCase("anonymous.invalid"));
    }
}
