package org.strowger.dialog.message;

import gov.nist.javax.sip.address.SipUri;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.message.Sip;

/** URIs and addresses as a dialog keeps them: written down. */
public final class Uris {

    private Uris() {}

    /** The URI that is written so; it was read from a message before. */
    public static URI uri(String text) {
        try {
            return Sip.parsedUri(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no URI: " + text, e);
        }
    }

    public static Address address(String text) {
        try {
            return Sip.addresses().createAddress(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }

    /**
     * A SIP URI as a Request-URI or a route may be written, if what a peer sent is one that can be read again;
     * {@code tel:} names nobody who could be sent anything.
     */
    public static Optional<String> usable(@Nullable URI sent) {
        if (!(sent instanceof SipURI)) return Optional.empty();
        try {
            String text = requestUri(sent);
            return Sip.parsedUri(text) instanceof SipURI read
                            && read.getHost() != null
                            && !read.getHost().isEmpty()
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (ParseException | RuntimeException _) {
            return Optional
                    .empty(); // JAIN-SIP reads some things that it can't print, and prints some that it can't read
        }
    }

    /**
     * An address as it goes into From and To. One that can't be read again is left unsaid: the tags tell the parties
     * apart (§12.2.1.1).
     */
    public static String written(Address sent) {
        try {
            String text = sent.toString();
            Sip.addresses().createAddress(text);
            return text;
        } catch (ParseException | RuntimeException _) {
            return "<sip:unreadable@unreadable.invalid>";
        }
    }

    /** The address that a host is; empty for a name. */
    public static Optional<InetAddress> literal(@Nullable String host) {
        if (host == null) return Optional.empty();
        try {
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As a Request-URI may be written: without headers and method (§19.1.1, table 1). */
    public static String requestUri(URI uri) {
        if (!(uri instanceof SipUri sip)) return uri.toString();
        SipUri bare = (SipUri) sip.clone();
        bare.clearQheaders();
        bare.removeParameter("method");
        return bare.toString();
    }

    public static boolean isLooseRouter(URI route) {
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
