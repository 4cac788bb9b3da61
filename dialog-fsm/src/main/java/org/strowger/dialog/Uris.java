package org.strowger.dialog;

import gov.nist.javax.sip.address.SipUri;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.text.ParseException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.strowger.sip.Sip;

/** URIs and addresses as a dialog keeps them: written down. */
final class Uris {

    private Uris() {}

    /** The URI that is written so; it was read from a message before. */
    static URI uri(String text) {
        try {
            return Sip.parsedUri(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no URI: " + text, e);
        }
    }

    static Address address(String text) {
        try {
            return Sip.addresses().createAddress(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }

    /** As a Request-URI may be written: without headers and method (§19.1.1, table 1). */
    static String requestUri(URI uri) {
        if (!(uri instanceof SipUri sip)) return uri.toString();
        SipUri bare = (SipUri) sip.clone();
        bare.clearQheaders();
        bare.removeParameter("method");
        return bare.toString();
    }

    static boolean isLooseRouter(URI route) {
        return route instanceof SipURI sip && sip.hasLrParam();
    }

    /** An address of ours as a URI's host. */
    static String host(InetSocketAddress local) {
        if (local.isUnresolved()) return local.getHostString();
        String host = local.getAddress().getHostAddress();
        int scope = host.indexOf('%');
        String bare = scope < 0 ? host : host.substring(0, scope);
        return local.getAddress() instanceof Inet6Address ? "[" + bare + "]" : bare;
    }
}
