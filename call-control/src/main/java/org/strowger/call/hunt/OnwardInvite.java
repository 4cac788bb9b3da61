package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.CallerIdMask;
import org.strowger.call.CallerLocation;
import org.strowger.dialog.BodyPart;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.PeerCredentials;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.directory.Presentation;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.message.BadMessageException;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** Makes the INVITE of the next leg: what it says of the caller, and nothing of the caller's side of the network. */
public final class OnwardInvite {

    /** How often a call may come back to us: two phones that forward to each other must not go on for ever. */
    private static final int MOST_TURNS = 8;

    private OnwardInvite() {}

    public static Invitation of(
            HuntContext call, Target target, Hop hop, Optional<SessionDescription> offer, List<SipHeader> set) {
        try {
            Invitation invitation = new Invitation(
                    target.uri(),
                    from(call, target),
                    NameAddress.of(target.to()),
                    target.routes(),
                    hop,
                    target.flow(),
                    offer,
                    extra(call, target, set),
                    call.onward()
                            .location()
                            .map(where -> List.of(part(call, where)))
                            .orElse(List.of()),
                    target.contactTrust());
            // a call to ourselves is timed where it leaves us
            Optional<SessionTimers> timers = target.isInward()
                    ? Optional.empty()
                    : call.home().directory().timers(target.rights());
            Invitation timed = timers.map(invitation::withTimers).orElse(invitation);
            Invitation proven =
                    credentials(call, target, hop).map(timed::withCredentials).orElse(timed);
            return provisionals(call, target, offer)
                    .map(proven::withProvisionals)
                    .orElse(proven);
        } catch (BadMessageException e) {
            throw new IllegalArgumentException("no INVITE to " + target.party() + ": " + e.getMessage(), e);
        }
    }

    /** Those of a trunk that was dialled: where it sends us on, it is a call to somebody else. */
    private static Optional<PeerCredentials> credentials(HuntContext call, Target target, Hop hop) {
        if (target.isInward()) return Optional.empty();
        return target.rights()
                .trunk()
                .flatMap(trunk -> call.home().trunkCredentials().of(trunk, hop));
    }

    /**
     * Nobody is to be rung reliably whose offer would have to be answered before the caller has said what it takes (RFC
     * 3262 §5).
     */
    private static Optional<ReliableProvisionals> provisionals(
            HuntContext call, Target target, Optional<SessionDescription> offer) {
        return target.isInward() || offer.isEmpty()
                ? Optional.of(ReliableProvisionals.OFF)
                : call.home().directory().provisionals(target.rights());
    }

    private static NameAddress from(HuntContext call, Target target) {
        CallerFacts facts = call.onward().caller();
        Presentation shown = isHidden(call) && !target.isInward() ? Presentation.WITHHELD : Presentation.SHOWN;
        return shown.from(facts.number(), facts.name(), call.home().domain());
    }

    /** Whether the caller wants not to be known. Who is called for help may know (RFC 6443 §8). */
    private static boolean isHidden(HuntContext call) {
        return call.onward().caller().presentation() == Presentation.WITHHELD
                && !call.onward().isUrgent();
    }

    /** The caller, as far as callees may know. */
    static Caller shown(HuntContext call) {
        CallerFacts facts = call.onward().caller();
        return isHidden(call)
                ? new Caller("anonymous", "", Optional.empty())
                : new Caller(facts.number(), facts.name(), Optional.empty());
    }

    private static List<SipHeader> extra(HuntContext call, Target target, List<SipHeader> set) {
        List<SipHeader> extra = new ArrayList<>();
        int hops = call.onward().caller().maxForwards() - 1;
        extra.add(SipHeader.maxForwards(target.isInward() ? Math.min(hops, MOST_TURNS) : hops));
        for (SipHeader header : call.onward().caller().passedOn()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean passes = Border.passes(name, call.caller().rights(), target)
                    && set.stream().noneMatch(other -> other.isNamed(name));
            if (passes) extra.add(header);
        }
        extra.addAll(set);
        if (call.onward().isUrgent() && extra.stream().noneMatch(header -> header.isNamed("Resource-Priority")))
            extra.add(SipHeader.of("Resource-Priority", "esnet.0")); // RFC 7135
        if (call.onward().location().isPresent()) {
            // RFC 6442 §4.1 and §4.2: it is there to be routed by
            extra.add(SipHeader.of("Geolocation", "<cid:" + contentId(call) + ">"));
            extra.add(SipHeader.of("Geolocation-Routing", "yes"));
        }
        // RFC 3892 §6: what the author of a REFER writes proves nothing. This says who has proved to be its author.
        call.onward()
                .referrer()
                .filter(_ ->
                        Border.hearsReferrer(target) && set.stream().noneMatch(other -> other.isNamed("Referred-By")))
                .ifPresent(account -> extra.add(SipHeader.of(
                        "Referred-By", "<" + SipUri.of(account, call.home().domain()) + ">")));
        // RFC 3325 §9.3: we would have to hide it from phones and take it away again; those whom we trust get both.
        boolean trusted = target.isInward() || target.rights().trunk().isPresent();
        if (isHidden(call) && trusted) extra.add(SipHeader.of("Privacy", "id"));
        if (call.onward().caller().isMasked() && (trusted || !isHidden(call)))
            extra.add(SipHeader.of(
                    "P-Asserted-Identity",
                    "<" + SipUri.of(call.onward().caller().number(), call.home().domain()) + ">"));
        return extra;
    }

    private static BodyPart part(HuntContext call, CallerLocation where) {
        String entity = "pres:"
                + SipUri.of(call.onward().caller().number(), call.home().domain())
                        .toString()
                        .replaceFirst("^sip:", "");
        return new BodyPart(
                "application/pidf+xml",
                contentId(call),
                PidfLo.print(where, entity, call.home().now()));
    }

    private static String contentId(HuntContext call) {
        return call.id() + "@" + call.home().domain();
    }

    /**
     * What is kept of the caller's INVITE for those that follow from it.
     *
     * @param number shown to callees
     * @param isMasked whether the program has set it
     * @param maxForwards of the INVITE; 70 where it had none
     * @param presentation whether callees may know the number
     * @param passedOn headers for callees, in order, as far as they may cross over to them
     */
    public record CallerFacts(
            String number,
            String name,
            boolean isMasked,
            int maxForwards,
            Presentation presentation,
            List<SipHeader> passedOn) {

        public static CallerFacts of(SipRequest invite, Caller caller, Optional<String> displayName) {
            return new CallerFacts(
                    caller.number().isEmpty() ? "anonymous" : caller.number(),
                    displayName.orElse(caller.name()),
                    false,
                    invite.maxForwards().orElse(70),
                    Presentation.of(invite),
                    List.copyOf(invite.headers(Border::isKept)));
        }

        CallerFacts masked(String mask) {
            return new CallerFacts(CallerIdMask.apply(mask, number), name, true, maxForwards, presentation, passedOn);
        }
    }
}
