package org.strowger.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.strowger.sip.Flow;
import org.strowger.sip.message.Contact;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;

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
    Refused TOO_MANY = new Refused(SipResponse.FORBIDDEN, "Too Many Contacts");

    /** RFC 5626 §11.6: who asks for a flow and comes by a proxy that keeps none. */
    Refused NO_FLOW = new Refused(439, "First Hop Lacks Outbound Support");

    /** RFC 5626 §4.2.1: a REGISTER is about the flow that it comes by. */
    Refused SEVERAL_FLOWS = new Refused(SipResponse.BAD_REQUEST, "Several Flows In One REGISTER");

    /** One contact, and for how long. */
    record Wish(SipUri uri, int q, String parameters, Duration expires, Optional<Binding.Outbound> outbound) {

        boolean isRemoval() {
            return expires.isZero();
        }

        /**
         * RFC 5626 §6: a flow is known by its device and number, whatever it is called now; all else by URI (RFC 3261
         * §19.1.4).
         */
        boolean isFor(Binding binding, Optional<SipUri> contact) {
            if (outbound.isPresent() || binding.outbound().isPresent()) return outbound.equals(binding.outbound());
            return contact.isPresent() && uri.equals(contact.get());
        }

        /** Two ways to write one URI are one binding, and so are two URIs of one flow. */
        boolean isForTheSameAs(Wish other) {
            return (outbound.isPresent() || other.outbound.isPresent())
                    ? outbound.equals(other.outbound)
                    : uri.equals(other.uri);
        }

        Binding binding(SipRequest request, Flow flow, Binding.Reach reach, String callId, long cseq, Instant now) {
            return new Binding(
                    uri.toString(),
                    q,
                    parameters,
                    now.plus(expires),
                    callId,
                    cseq,
                    path(request),
                    flow,
                    request.header("User-Agent").map(SipHeader::value),
                    outbound.isPresent() ? Binding.Reach.BY_FLOW : reach,
                    outbound);
        }
    }

    /** @param maxContacts as many as may be kept: more are refused before anything is done about any of them */
    static RegisterRequest read(SipRequest request, RegistrarSettings settings, int maxContacts) {
        long cseq = request.cseq();
        long usual = request.expires().orElse(settings.usual().toSeconds());
        List<Contact> contacts = request.contacts();
        if (contacts.isEmpty()) return new Query();
        boolean star = contacts.stream().anyMatch(Contact::isStar);
        if (star) {
            boolean alone = contacts.size() == 1 && request.expires().equals(OptionalLong.of(0));
            return alone
                    ? new RemoveAll(cseq)
                    : new Refused(SipResponse.BAD_REQUEST, "Contact * Stands Alone With Expires 0");
        }
        if (contacts.size() > 2 * maxContacts) return TOO_MANY;
        boolean flows = Registrations.asksForFlow(request);
        List<Wish> wishes = new ArrayList<>();
        for (Contact contact : contacts) {
            if (!(contact.uri().orElse(null) instanceof SipUri uri))
                return new Refused(SipResponse.BAD_REQUEST, "Contact Is Not a SIP URI");
            long asked = contact.expires().isPresent() ? contact.expires().getAsInt() : usual;
            if (asked > 0 && asked < settings.minimum().toSeconds())
                return new Refused(SipResponse.INTERVAL_TOO_BRIEF, "Interval Too Brief");
            long granted = Math.min(asked, settings.maximum().toSeconds());
            Optional<Binding.Outbound> flow = flows ? Registrations.flow(contact) : Optional.empty();
            if (flow.isPresent() && !Registrations.keepsFlow(request)) return NO_FLOW;
            Wish wish = new Wish(uri, contact.q(), otherParameters(contact), Duration.ofSeconds(granted), flow);
            // The last counts.
            wishes.removeIf(wish::isForTheSameAs);
            wishes.add(wish);
        }
        if (wishes.stream().filter(wish -> !wish.isRemoval()).count() > maxContacts) return TOO_MANY;
        if (wishes.stream()
                        .filter(wish -> !wish.isRemoval() && wish.outbound().isPresent())
                        .count()
                > 1) return SEVERAL_FLOWS;
        return new Update(cseq, List.copyOf(wishes));
    }

    /** The Path of a REGISTER, outermost first (RFC 3327). */
    static List<String> path(SipRequest request) {
        return Registrations.uris(request, "Path");
    }

    // Unknown parameters of the header come back in the 200, outside of the brackets.
    private static String otherParameters(Contact contact) {
        List<String> kept = new ArrayList<>();
        for (Contact.Parameter parameter : contact.parameters()) {
            String name = parameter.name();
            if (name.toLowerCase(Locale.ROOT).equals("q")
                    || name.toLowerCase(Locale.ROOT).equals("expires")) continue;
            String value = parameter.value();
            kept.add(value.isEmpty() ? name : name + "=" + quotedIfNeeded(value));
        }
        return String.join(";", kept);
    }

    private static String quotedIfNeeded(String value) {
        boolean token = value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-.!%*_+`'~".indexOf(c) >= 0);
        return token || value.startsWith("\"") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
    }
}
