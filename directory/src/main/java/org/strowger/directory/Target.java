package org.strowger.directory;

import java.util.List;
import java.util.Optional;
import org.strowger.dialog.ContactTrust;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.message.SipUri;

/**
 * One place to send an INVITE to.
 *
 * @param party for logs and status
 * @param uri Request-URI
 * @param to the URI for To
 * @param routes preloaded routes, outermost first
 * @param flow the connection that the contact registered on
 * @param fixedHop where to send regardless of the URI: the address that a contact behind NAT registered from
 * @param rights what the party may dial if it sends us on
 * @param way how it gets there
 * @param media what the party may use
 * @param trust how far the Contact of a phone is followed once it has answered
 */
public record Target(
        String party,
        SipUri uri,
        SipUri to,
        List<SipUri> routes,
        Optional<Flow> flow,
        Optional<Hop> fixedHop,
        OnBehalf rights,
        Way way,
        MediaPolicy media,
        ContactTrust trust) {

    /** How an INVITE gets to its target. */
    public enum Way {
        /** Over the network, to somebody else. */
        OUT,
        /** To ourselves: the number goes through the dialplan as if the one whose rights they are had dialled it. */
        THROUGH_THE_DIALPLAN,
        /** The same, since the one whose rights they are has transferred a call there. */
        TRANSFERRED
    }

    public Target {
        routes = List.copyOf(routes);
    }

    public Target(
            String party, SipUri uri, SipUri to, List<SipUri> routes, Optional<Flow> flow, Optional<Hop> fixedHop) {
        this(party, uri, to, routes, flow, fixedHop, OnBehalf.NOBODY, Way.OUT, MediaPolicy.ANY, ContactTrust.MET);
    }

    public Target withRights(OnBehalf newRights) {
        return new Target(party, uri, to, routes, flow, fixedHop, newRights, way, media, trust);
    }

    public Target withRoutes(List<SipUri> newRoutes) {
        return new Target(party, uri, to, newRoutes, flow, fixedHop, rights, way, media, trust);
    }

    public Target withMedia(MediaPolicy newMedia) {
        return new Target(party, uri, to, routes, flow, fixedHop, rights, way, newMedia, trust);
    }

    /** One that is reached by its flow alone, whatever it says. */
    Target stayingWhereMet() {
        return new Target(party, uri, to, routes, flow, fixedHop, rights, way, media, ContactTrust.MAPPED);
    }

    /** How far the Contact of who answers is followed: carriers have several addresses, phones are behind NATs. */
    public ContactTrust contactTrust() {
        boolean isTrunk = way == Way.OUT && rights.trunk().isPresent();
        return isTrunk ? ContactTrust.CONFIGURED : trust;
    }

    /** Whether it leads back to ourselves. */
    public boolean isInward() {
        return way != Way.OUT;
    }

    /** The URI that decides the next hop (RFC 3261 §8.1.2); to a trunk by its own transport. */
    public SipUri nextHop() {
        if (!routes.isEmpty()) return routes.getFirst();
        return way == Way.OUT
                ? rights.trunk().map(trunk -> uri.by(trunk.transport())).orElse(uri)
                : uri;
    }
}
