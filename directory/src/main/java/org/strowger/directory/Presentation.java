package org.strowger.directory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;

/** Whether those who are called may know who calls. */
public enum Presentation {
    /** As From says. */
    SHOWN,
    /** By nobody but those whom we trust. */
    WITHHELD;

    /** RFC 3323 §4.2 and RFC 3325 §9.3: each of them wants the caller's identity kept from the callee. */
    private static final Set<String> WISHES = Set.of("id", "user", "header");

    /** What an INVITE wants. */
    public static Presentation of(Request invite) {
        if (isAnonymous(invite)) return WITHHELD;
        for (String value : Registrations.values(invite, "Privacy"))
            for (String wish : List.of(value.split("[;,]", -1)))
                if (WISHES.contains(wish.strip().toLowerCase(Locale.ROOT))) return WITHHELD;
        return SHOWN;
    }

    /** Whether From names nobody (RFC 3323 §4.1.1.3). */
    public static boolean isAnonymous(Request invite) {
        URI from = ((FromHeader) invite.getHeader(FromHeader.NAME)).getAddress().getURI();
        return from instanceof SipURI uri
                && ("anonymous".equalsIgnoreCase(uri.getUser()) || "anonymous.invalid".equalsIgnoreCase(uri.getHost()));
    }
}
