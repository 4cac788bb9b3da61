package org.strowger.sip.message;

import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** URIs as they were parsed, and as they are shown. */
final class Uris {

    private Uris() {}

    static Uri shown(URI uri) {
        return uri instanceof SipURI sip ? new SipUri(sip) : new OtherUri(uri);
    }

    static URI parsed(Uri uri) {
        return switch (uri) {
            case SipUri sip -> sip.uri;
            case OtherUri other -> other.uri;
        };
    }
}
