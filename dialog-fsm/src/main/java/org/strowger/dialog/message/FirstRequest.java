package org.strowger.dialog.message;

import java.util.ArrayList;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.LoneRequest;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipUri;

/** Requests outside of a dialog (RFC 3261 §8.1.1), INVITE (§13.2.1) among them. */
public final class FirstRequest {

    private FirstRequest() {}

    public static Request invite(Messages messages, DialogId id, Invitation invitation) {
        var parties = new Messages.Parties(
                id.callId(), 1, Jain.unwrap(invitation.from()), id.localTag(), Jain.unwrap(invitation.to()), "");
        Request invite = bare(messages, Request.INVITE, parties, invitation.target(), invitation.routes());
        Messages.extend(invite, invitation.extra());
        contact(messages, invite, invitation.hop(), invitation.target());
        messages.describe(invite);
        if (!invitation.parts().isEmpty()) Multipart.put(invite, invitation.offer(), invitation.parts());
        else invitation.offer().ifPresent(offer -> Body.put(invite, offer));
        return invite;
    }

    /** The same INVITE with the next CSeq, not sent yet. */
    public static Request again(Request invite) {
        return again(invite, Fields.cseq(invite) + 1);
    }

    /** The same request with another CSeq, not sent yet. */
    public static Request again(Request sent, long cseq) {
        Request next = (Request) sent.clone();
        next.removeHeader(ViaHeader.NAME);
        next.setHeader(Sip.header(CSeqHeader.NAME, cseq + " " + sent.getMethod()));
        return next;
    }

    public static Request lone(Messages messages, DialogId id, LoneRequest wanted) {
        var parties = new Messages.Parties(
                id.callId(), 1, Jain.unwrap(wanted.from()), id.localTag(), Jain.unwrap(wanted.to()), "");
        Request request = bare(messages, wanted.method(), parties, wanted.target(), wanted.routes());
        Messages.extend(request, wanted.extra());
        // RFC 3428 §4: nobody is to answer a MESSAGE past us
        if (!wanted.method().equals(Request.MESSAGE)) contact(messages, request, wanted.hop(), wanted.target());
        if (wanted.body().length > 0) Body.put(request, wanted.contentType(), wanted.body());
        return request;
    }

    private static Request bare(
            Messages messages, String method, Messages.Parties parties, SipUri to, List<SipUri> preloaded) {
        List<URI> routes = new ArrayList<>(preloaded.size() + 1);
        for (SipUri route : preloaded) routes.add(Jain.unwrap(route));
        URI target = Uris.uri(Uris.requestUri(Jain.unwrap(to)));
        if (!routes.isEmpty() && !Uris.isLooseRouter(routes.getFirst())) {
            // §12.2.1.1, which §8.1.2 asks for here too
            routes.add(target);
            target = Uris.uri(Uris.requestUri(routes.removeFirst()));
        }
        return messages.request(method, target, routes, parties);
    }

    /**
     * Where no listener of ours reaches the hop, the transaction will say so: the request goes nowhere, with a Contact
     * or without.
     */
    private static void contact(Messages messages, Request request, Hop hop, SipUri target) {
        try {
            messages.contact(request, hop, target.isSecure());
        } catch (NoListenerException e) {
            request.removeHeader("Contact");
        }
    }
}
