package org.strowger.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.Parameters;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.Flow;

/** What a REGISTER asks for (RFC 3261 §10.3 steps 6 and 7), as values. */
sealed interface RegisterRequest {

    /** To be told what is registered. */
    record Query() implements RegisterRequest {}

    /** {@code Contact: *}. */
    record RemoveAll(long cseq) implements RegisterRequest {}

    /** Contacts to be added, renewed or removed. */
    record Update(long cseq, List<Wish> wishes) implements RegisterRequest {}

    /** Nothing that may be granted. */
    record Refused(int status, String why) implements RegisterRequest {}

    /** All that are kept may be removed and as many added, at most. */
    Refused TOO_MANY = new Refused(Response.FORBIDDEN, "Too Many Contacts");

    /** One contact, and for how long. */
    record Wish(SipURI uri, int q, String parameters, Duration expires) {

        boolean isRemoval() {
            return expires.isZero();
        }

        /** URI comparison of RFC 3261 §19.1.4. */
        boolean isFor(Optional<SipURI> contact) {
            return contact.isPresent() && uri.equals(contact.get());
        }

        Binding binding(Request request, Flow flow, String callId, long cseq, Instant now) {
            Header agent = request.getHeader("User-Agent");
            return new Binding(
                    uri.toString(),
                    q,
                    parameters,
                    now.plus(expires),
                    callId,
                    cseq,
                    path(request),
                    flow,
                    Optional.ofNullable(agent).map(Registrations::value));
        }
    }

    /** @param maxContacts as many as may be kept: more are refused before anything is done about any of them */
    static RegisterRequest read(Request request, RegistrarSettings settings, int maxContacts) {
        long cseq = ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber();
        ExpiresHeader header = (ExpiresHeader) request.getHeader(ExpiresHeader.NAME);
        long usual = header == null ? settings.usual().toSeconds() : header.getExpires();
        List<ContactHeader> contacts = contacts(request);
        if (contacts.isEmpty()) return new Query();
        boolean star = contacts.stream().anyMatch(ContactHeader::isWildCard);
        if (star) {
            boolean alone = contacts.size() == 1 && header != null && header.getExpires() == 0;
            return alone
                    ? new RemoveAll(cseq)
                    : new Refused(Response.BAD_REQUEST, "Contact * Stands Alone With Expires 0");
        }
        if (contacts.size() > 2 * maxContacts) return TOO_MANY;
        List<Wish> wishes = new ArrayList<>();
        for (ContactHeader contact : contacts) {
            if (!(contact.getAddress().getURI() instanceof SipURI uri))
                return new Refused(Response.BAD_REQUEST, "Contact Is Not a SIP URI");
            long asked = contact.getExpires() >= 0 ? contact.getExpires() : usual;
            if (asked > 0 && asked < settings.minimum().toSeconds())
                return new Refused(Response.INTERVAL_TOO_BRIEF, "Interval Too Brief");
            long granted = Math.min(asked, settings.maximum().toSeconds());
            Wish wish = new Wish(uri, q(contact), otherParameters(contact), Duration.ofSeconds(granted));
            // Two ways to write one URI are one binding; the last counts.
            wishes.removeIf(other -> other.uri().equals(uri));
            wishes.add(wish);
        }
        if (wishes.stream().filter(wish -> !wish.isRemoval()).count() > maxContacts) return TOO_MANY;
        return new Update(cseq, List.copyOf(wishes));
    }

    static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    /** The Path of a REGISTER, outermost first (RFC 3327). */
    static List<String> path(Request request) {
        return Registrations.uris(request, "Path");
    }

    private static List<ContactHeader> contacts(Request request) {
        List<ContactHeader> contacts = new ArrayList<>();
        for (Iterator<?> all = request.getHeaders(ContactHeader.NAME); all.hasNext(); )
            contacts.add((ContactHeader) all.next());
        return contacts;
    }

    private static int q(ContactHeader contact) {
        float q = contact.getQValue();
        return q < 0 || q > 1 ? 1000 : Math.round(q * 1000);
    }

    // Unknown parameters of the header come back in the 200, outside of the brackets.
    private static String otherParameters(ContactHeader contact) {
        List<String> kept = new ArrayList<>();
        Parameters parameters = contact;
        for (Iterator<?> names = parameters.getParameterNames(); names.hasNext(); ) {
            String name = (String) names.next();
            if (name.toLowerCase(Locale.ROOT).equals("q")
                    || name.toLowerCase(Locale.ROOT).equals("expires")) continue;
            String value = parameters.getParameter(name);
            kept.add(value == null || value.isEmpty() ? name : name + "=" + quotedIfNeeded(value));
        }
        return String.join(";", kept);
    }

    private static String quotedIfNeeded(String value) {
        boolean token = value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-.!%*_+`'~".indexOf(c) >= 0);
        return token || value.startsWith("\"") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
    }
}
