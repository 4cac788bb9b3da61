package org.strowger.sip.message;

import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The door between the façade and JAIN-SIP's types, for the layers that still speak those: it goes with the last of
 * them. Both sides are the same message, URI or header: nothing is copied.
 */
public final class Jain {

    private Jain() {}

    /** A request as the façade shows it. */
    public static SipRequest wrap(Request request) {
        return new SipRequest(request);
    }

    /** A response as the façade shows it. */
    public static SipResponse wrap(Response response) {
        return new SipResponse(response);
    }

    /** A URI as the façade shows it. */
    public static Uri wrap(URI uri) {
        return Uris.shown(uri);
    }

    /** A SIP URI as the façade shows it. */
    public static SipUri wrap(SipURI uri) {
        return new SipUri(uri);
    }

    /** What is behind it. */
    public static Request unwrap(SipRequest request) {
        return request.request;
    }

    /** What is behind it. */
    public static Response unwrap(SipResponse response) {
        return response.response;
    }

    /** What is behind it. */
    public static URI unwrap(Uri uri) {
        return Uris.parsed(uri);
    }

    /** What is behind it. */
    public static SipURI unwrap(SipUri uri) {
        return uri.uri;
    }

    /** What is behind it. */
    public static Address unwrap(NameAddress address) {
        return address.address;
    }

    /** What is behind it. */
    public static Header unwrap(SipHeader header) {
        return header.header;
    }
}
