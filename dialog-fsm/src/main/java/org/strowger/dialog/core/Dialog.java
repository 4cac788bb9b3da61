package org.strowger.dialog.core;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.message.FirstRequest;
import org.strowger.dialog.message.Messages;
import org.strowger.dialog.message.Uris;
import org.strowger.sip.message.Jain;

/** The state of one dialog (RFC 3261 §12), and the requests that it makes of it. Runs on its loop. */
public final class Dialog {

    /** A target that is no address of the peer's: so it is sent to where it was met. */
    private static final String NOWHERE = "sip:0.0.0.0";

    private final Messages messages;
    private final String callId;
    private final String localTag;
    private final String remoteTag;
    private final String local;
    private final String remote;
    private final boolean secure;
    private List<String> routeSet;
    private String remoteTarget;
    private String firstTarget;
    private long localSequence;
    private long remoteSequence;
    private String remoteMethod;

    private Dialog(Messages messages, DialogState state, String remoteMethod) {
        this.messages = messages;
        this.callId = state.callId();
        this.localTag = state.localTag();
        this.remoteTag = state.remoteTag();
        this.local = state.localUri();
        this.remote = state.remoteUri();
        this.secure = state.secure();
        this.routeSet = state.routeSet();
        this.remoteTarget = state.remoteTarget();
        this.firstTarget = remoteTarget;
        this.localSequence = state.localSequence();
        this.remoteSequence = state.remoteSequence();
        this.remoteMethod = remoteMethod;
    }

    /** §12.1.2: as caller, by a response with a To tag (or, of a peer of RFC 2543, without). */
    public static Dialog asCaller(Messages messages, Response response, boolean secure) {
        FromHeader from = (FromHeader) response.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        List<String> routes = recordedRoute(response);
        Collections.reverse(routes);
        return new Dialog(
                messages,
                new DialogState(
                        Fields.callId(response),
                        Fields.fromTag(response),
                        Fields.toTag(response),
                        Uris.written(from.getAddress()),
                        Uris.written(to.getAddress()),
                        target(response, to.getAddress()),
                        Fields.cseq(response),
                        -1,
                        routes,
                        secure),
                "");
    }

    /**
     * §12.1.1: as callee, or as whoever else is asked for a dialog. A peer of RFC 2543 may send no Contact: its From
     * must do.
     */
    public static Dialog asCallee(Messages messages, Request invite, String localTag) {
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) invite.getHeader(ToHeader.NAME);
        return new Dialog(
                messages,
                new DialogState(
                        Fields.callId(invite),
                        localTag,
                        Fields.fromTag(invite),
                        Uris.written(to.getAddress()),
                        Uris.written(from.getAddress()),
                        target(invite, from.getAddress()),
                        0,
                        Fields.cseq(invite),
                        recordedRoute(invite),
                        invite.getRequestURI() instanceof SipURI uri && uri.isSecure()),
                invite.getMethod());
    }

    /**
     * Why no dialog could be led by what an INVITE says; empty if one can. §8.1.1.8: its Contact is exactly one SIP or
     * SIPS URI (a peer of RFC 2543, known by its branch or by the tag that its From lacks, may send none: then its From
     * must do); what else we would have to write into each request of ours (routes, From, To) must be readable once it
     * is written, or no BYE could ever be sent.
     */
    public static Optional<String> objection(Request invite) {
        ListIterator<?> contacts = invite.getHeaders(ContactHeader.NAME);
        boolean named = contacts.hasNext();
        if (named && (!isUsable(contacts.next()) || contacts.hasNext()))
            return Optional.of("Contact is not one SIP URI");
        for (ListIterator<?> routes = invite.getHeaders(RecordRouteHeader.NAME); routes.hasNext(); )
            if (!isUsable(routes.next())) return Optional.of("Record-Route is no SIP URI");
        try {
            Address from = Uris.address(((FromHeader) invite.getHeader(FromHeader.NAME))
                    .getAddress()
                    .toString());
            if (!named && !(isOfRfc2543(invite) && isSip(from.getURI()))) return Optional.of("Contact missing");
            Uris.address(
                    ((ToHeader) invite.getHeader(ToHeader.NAME)).getAddress().toString());
        } catch (IllegalArgumentException unreadable) {
            return Optional.of("From, To or Record-Route can't be answered");
        }
        return Optional.empty();
    }

    private static boolean isOfRfc2543(Request invite) {
        return Fields.fromTag(invite).isEmpty()
                || !(invite.getHeader(ViaHeader.NAME) instanceof ViaHeader via)
                || via.getBranch() == null
                || !via.getBranch().startsWith("z9hG4bK"); // §8.1.1.7
    }

    private static boolean isUsable(Object header) {
        return header instanceof HeaderAddress addressed
                && addressed.getAddress() != null
                && Uris.usable(addressed.getAddress().getURI()).isPresent();
    }

    private static boolean isSip(URI uri) {
        return uri instanceof SipURI sip
                && sip.getHost() != null
                && !sip.getHost().isEmpty();
    }

    /** What another node would need to carry it on. */
    public DialogState state() {
        return new DialogState(
                callId,
                localTag,
                remoteTag,
                local,
                remote,
                remoteTarget,
                localSequence,
                remoteSequence,
                routeSet,
                secure);
    }

    public String remoteTag() {
        return remoteTag;
    }

    boolean secure() {
        return secure;
    }

    /** §13.2.2.4: the 2xx decides the route set, whatever provisional responses said. */
    public void established(Response success) {
        List<String> routes = recordedRoute(success);
        Collections.reverse(routes);
        routeSet = List.copyOf(routes);
        refreshTarget(success);
        firstTarget = remoteTarget;
    }

    /** §12.2: takes the Contact of a target refresh, if there is one. */
    public void refreshTarget(Message message) {
        remoteTarget = contact(message).orElse(remoteTarget);
    }

    /**
     * §12.2.2: whether a request of the peer comes after all that came before it. The RFC refuses lower numbers only;
     * an equal one that another method has is a new request of a peer that counts badly, and its BYE must not leave the
     * call standing.
     */
    public boolean takes(long cseq, String method) {
        if (cseq < remoteSequence || (cseq == remoteSequence && method.equals(remoteMethod))) return false;
        remoteSequence = cseq;
        remoteMethod = method;
        return true;
    }

    /** Whether requests go by a route that others have recorded. */
    boolean isRouted() {
        return !routeSet.isEmpty();
    }

    /**
     * Whether requests go to the peer directly, and it isn't where its Contact says: an address that differs from the
     * one that the peer was met at is behind NAT, or was made up, unless the peer is known well enough to be followed.
     * Names are looked up, and routes are the business of those who recorded them.
     */
    boolean isElsewhereThan(InetAddress met, ContactTrust trust) {
        if (isRouted()) return false;
        if (!(Uris.uri(remoteTarget) instanceof SipURI target) || remoteTarget.equals(NOWHERE)) return true;
        if (trust != ContactTrust.CONFIGURED && Jain.wrap(target).asksForItsFlow()) return true;
        return switch (trust) {
            case MET -> hasNeverBeenAt(target, met);
            case MAPPED -> true;
            case CONFIGURED ->
                Uris.literal(target.getHost())
                        .filter(named -> Reachability.isHidden(named, met))
                        .isPresent();
        };
    }

    private boolean hasNeverBeenAt(SipURI target, InetAddress met) {
        // §12.2: who was where it said, and says something else now, has moved
        return namesAnother(target, met) && Uris.uri(firstTarget) instanceof SipURI first && namesAnother(first, met);
    }

    private static boolean namesAnother(SipURI uri, InetAddress met) {
        return Uris.literal(uri.getHost()).filter(named -> !named.equals(met)).isPresent();
    }

    /** A new request of ours, with the next CSeq (§12.2.1.1). */
    public Request request(String method) {
        return request(method, ++localSequence);
    }

    /** The same request with the next CSeq, not sent yet (§22.2). */
    Request again(Request sent) {
        return FirstRequest.again(sent, ++localSequence);
    }

    /** The ACK for the 2xx to our INVITE of this CSeq (§13.2.2.4). */
    Request ack(long cseq) {
        return request(Request.ACK, cseq);
    }

    /** Where requests go: the first route, be it loose or strict, else the peer itself. */
    URI nextHop() {
        return Uris.uri(routeSet.isEmpty() ? remoteTarget : routeSet.getFirst());
    }

    private Request request(String method, long cseq) {
        Messages.Parties parties =
                new Messages.Parties(callId, cseq, Uris.address(local), localTag, Uris.address(remote), remoteTag);
        List<URI> routes = new ArrayList<>();
        routeSet.forEach(route -> routes.add(Uris.uri(route)));
        URI target = Uris.uri(remoteTarget);
        if (routes.isEmpty() || Uris.isLooseRouter(routes.getFirst()))
            return messages.request(method, target, routes, parties);
        // §12.2.1.1: a strict router wants to find itself in the Request-URI, and the target at the end
        routes.add(target);
        URI strict = Uris.uri(Uris.requestUri(routes.removeFirst()));
        return messages.request(method, strict, routes, parties);
    }

    // What can't be read again is no route: a request must not fail for it.
    private static List<String> recordedRoute(Message message) {
        List<String> routes = new ArrayList<>();
        ListIterator<?> headers = message.getHeaders(RecordRouteHeader.NAME);
        while (headers.hasNext())
            if (headers.next() instanceof RecordRouteHeader route && route.getAddress() != null)
                Uris.usable(route.getAddress().getURI()).ifPresent(routes::add);
        return routes;
    }

    /** The Contact, else who it says that it is, else a URI that names nobody and is sent to where the peer was met. */
    private static String target(Message message, Address party) {
        return contact(message).or(() -> Uris.usable(party.getURI())).orElse(NOWHERE);
    }

    private static Optional<String> contact(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact && contact.getAddress() != null
                ? Uris.usable(contact.getAddress().getURI())
                : Optional.empty();
    }
}
