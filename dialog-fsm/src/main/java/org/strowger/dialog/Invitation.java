package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipUri;

/**
 * An INVITE to be sent.
 *
 * @param target Request-URI
 * @param from without tag
 * @param to without tag
 * @param routes preloaded Route set, outermost first (such as a registration's Path, RFC 3327)
 * @param hop where it goes, resolved
 * @param flow the flow to use while it stands
 * @param offer empty for a delayed offer
 * @param extra further headers, in order
 * @param parts what the body holds beside the offer
 * @param trust how far the callee's Contact is followed
 * @param timers how the session is timed, if not as all are (RFC 4028)
 * @param credentials what the callee's challenges are answered with; empty where none is answered
 * @param provisionals whether the callee is to send provisional responses reliably, if not as all are (RFC 3262)
 */
public record Invitation(
        SipUri target,
        NameAddress from,
        NameAddress to,
        List<SipUri> routes,
        Hop hop,
        Optional<Flow> flow,
        Optional<SessionDescription> offer,
        List<SipHeader> extra,
        List<BodyPart> parts,
        ContactTrust trust,
        Optional<SessionTimers> timers,
        Optional<PeerCredentials> credentials,
        Optional<ReliableProvisionals> provisionals) {
    /** Copies. */
    public Invitation {
        routes = List.copyOf(routes);
        extra = List.copyOf(extra);
        parts = List.copyOf(parts);
    }

    /** To somebody who stays where it was met, with nothing in its body but the offer. */
    public Invitation(
            SipUri target,
            NameAddress from,
            NameAddress to,
            List<SipUri> routes,
            Hop hop,
            Optional<Flow> flow,
            Optional<SessionDescription> offer,
            List<SipHeader> extra) {
        this(target, from, to, routes, hop, flow, offer, extra, List.of(), ContactTrust.MET);
    }

    /** Timed as all are. */
    public Invitation(
            SipUri target,
            NameAddress from,
            NameAddress to,
            List<SipUri> routes,
            Hop hop,
            Optional<Flow> flow,
            Optional<SessionDescription> offer,
            List<SipHeader> extra,
            List<BodyPart> parts,
            ContactTrust trust) {
        this(
                target,
                from,
                to,
                routes,
                hop,
                flow,
                offer,
                extra,
                parts,
                trust,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With another offer. */
    public Invitation withOffer(Optional<SessionDescription> other) {
        return with(other, trust, timers, credentials, provisionals);
    }

    /** With a callee whose Contact is followed so far. */
    public Invitation withTrust(ContactTrust other) {
        return with(offer, other, timers, credentials, provisionals);
    }

    /** With a session that is timed so. */
    public Invitation withTimers(SessionTimers other) {
        return with(offer, trust, Optional.of(other), credentials, provisionals);
    }

    /** With credentials for whoever asks for them there. */
    public Invitation withCredentials(PeerCredentials ours) {
        return with(offer, trust, timers, Optional.of(ours), provisionals);
    }

    /** With a callee that is to send provisional responses so. */
    public Invitation withProvisionals(ReliableProvisionals other) {
        return with(offer, trust, timers, credentials, Optional.of(other));
    }

    private Invitation with(
            Optional<SessionDescription> offered,
            ContactTrust trusted,
            Optional<SessionTimers> timed,
            Optional<PeerCredentials> known,
            Optional<ReliableProvisionals> reliably) {
        return new Invitation(
                target, from, to, routes, hop, flow, offered, extra, parts, trusted, timed, known, reliably);
    }
}
