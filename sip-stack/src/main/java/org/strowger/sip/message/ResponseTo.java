package org.strowger.sip.message;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes responses of what RFC 3261 §8.2.6.2 has them take over. All but To, which gets a tag, are the request's own
 * headers and not copies: nobody changes them in a response.
 */
final class ResponseTo {

    private static final Set<String> DIALOG_CREATING = Set.of(Request.INVITE, Request.SUBSCRIBE, Request.REFER);

    private ResponseTo() {}

    static SIPResponse of(int status, SIPRequest request) {
        if (status < Response.TRYING || status > 699) throw new IllegalArgumentException("no status: " + status);
        SIPResponse response = new SIPResponse();
        StatusLine line = new StatusLine();
        line.setSipVersion("SIP/2.0");
        line.setStatusCode(status);
        line.setReasonPhrase(SIPResponse.getReasonPhrase(status));
        response.setStatusLine(line);
        take(response, request.getViaHeaders());
        take(response, request.getFrom());
        if (request.getTo() != null) take(response, request.getTo().clone());
        take(response, request.getCallId());
        take(response, request.getCSeq());
        if (opensDialog(status, request)) take(response, request.getSIPHeaderListLowerCase("record-route"));
        take(response, request.getSIPHeaderListLowerCase("timestamp"));
        return response;
    }

    /** §12.1.1: Record-Route goes back in all that may create a dialog. */
    private static boolean opensDialog(int status, SIPRequest request) {
        return status > Response.TRYING
                && status < 300
                && DIALOG_CREATING.contains(request.getMethod())
                && request.getToTag() == null;
    }

    private static void take(SIPResponse response, @Nullable Object header) {
        if (header != null) MessageParser.attach(response, (SIPHeader) header);
    }
}
