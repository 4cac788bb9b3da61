package org.strowger.transaction;

import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipHeader;

/** The two requests that a client transaction makes of its INVITE: they take the same way and bear the same Via. */
final class HopByHop {

    private static final int MAX_FORWARDS = 70;

    private HopByHop() {}

    /** The ACK for a response other than 2xx (§17.1.1.3): the To of the response, all else of the INVITE. */
    static Request ack(Request invite, Response response) {
        return like(invite, Request.ACK, (ToHeader) response.getHeader(ToHeader.NAME));
    }

    /** The CANCEL of an INVITE (§9.1). */
    static Request cancel(Request invite, List<SipHeader> extra) {
        Request cancel = like(invite, Request.CANCEL, (ToHeader) invite.getHeader(ToHeader.NAME));
        for (SipHeader header : extra) cancel.addHeader(Jain.unwrap(header));
        return cancel;
    }

    private static Request like(Request invite, String method, ToHeader to) {
        try {
            CSeqHeader cseq = (CSeqHeader) invite.getHeader(CSeqHeader.NAME);
            Request made = Sip.messages()
                    .createRequest(
                            invite.getRequestURI(),
                            method,
                            (CallIdHeader) invite.getHeader(CallIdHeader.NAME),
                            Sip.headers().createCSeqHeader(cseq.getSeqNumber(), method),
                            (FromHeader) invite.getHeader(FromHeader.NAME),
                            to,
                            List.of((ViaHeader) invite.getHeader(ViaHeader.NAME).clone()),
                            Sip.headers().createMaxForwardsHeader(MAX_FORWARDS));
            Iterator<?> routes = invite.getHeaders(RouteHeader.NAME);
            while (routes.hasNext()) made.addHeader((RouteHeader) routes.next());
            return made;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("no " + method + " can be made of the request", e);
        }
    }
}
