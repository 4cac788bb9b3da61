package org.strowger.dialog;

import java.util.ArrayList;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.message.Request;
import org.strowger.sip.SipNetwork.NoListenerException;

/** The INVITE outside of a dialog (RFC 3261 §8.1.1 and §13.2.1). */
final class FirstRequest {

    private FirstRequest() {}

    static Request invite(Messages messages, DialogId id, Invitation invitation) {
        Messages.Parties parties =
                new Messages.Parties(id.callId(), 1, invitation.from(), id.localTag(), invitation.to(), "");
        List<URI> routes = new ArrayList<>(invitation.routes());
        URI target = Uris.uri(Uris.requestUri(invitation.target()));
        if (!routes.isEmpty() && !Uris.isLooseRouter(routes.getFirst())) {
            // §12.2.1.1, which §8.1.2 asks for here too
            routes.add(target);
            target = Uris.uri(Uris.requestUri(routes.removeFirst()));
        }
        Request invite = messages.request(Request.INVITE, target, routes, parties);
        Messages.extend(invite, invitation.extra());
        contact(messages, invite, invitation);
        messages.describe(invite);
        if (!invitation.parts().isEmpty()) Multipart.put(invite, invitation.offer(), invitation.parts());
        else invitation.offer().ifPresent(offer -> Body.put(invite, offer));
        return invite;
    }

    /** Where no listener of ours reaches the hop, the transaction will say so: the INVITE goes nowhere, with a Contact or without. */
    private static void contact(Messages messages, Request invite, Invitation invitation) {
        try {
            messages.contact(invite, invitation.hop(), invitation.target().isSecure());
        } catch (NoListenerException e) {
            invite.removeHeader("Contact");
        }
    }
}
