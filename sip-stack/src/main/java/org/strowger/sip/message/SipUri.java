package org.strowger.sip.message;

import java.text.ParseException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Transport;

/**
 * A URI of the scheme {@code sip:} or {@code sips:} (RFC 3261 §19.1). Two are equal if they would lead to the same
 * resource (§19.1.4). Never changed once it is made.
 */
public final class SipUri implements Uri {

    final SipURI uri;

    SipUri(SipURI uri) {
        this.uri = uri;
    }

    /**
     * Of a user, with whatever the user part can't hold escaped (§25.1): what came escaped and was read leaves escaped
     * again.
     *
     * @throws IllegalArgumentException if the host is none
     */
    public static SipUri of(String user, String host) {
        return new SipUri(Sip.uri(user, host));
    }

    /**
     * The same at a port, none if it is 0, by a transport, which is named where it is not the usual one.
     *
     * @throws IllegalArgumentException if the host is none
     */
    public static SipUri of(String user, String host, int port, Transport transport) {
        return at(Sip.uri(user, host), port, transport);
    }

    /**
     * That of a host itself, at a port and by a transport as above.
     *
     * @throws BadMessageException if the host is none
     */
    public static SipUri ofHost(String host, int port, Transport transport) {
        return at(ofHost(host).uri, port, transport);
    }

    private static SipUri at(SipURI uri, int port, Transport transport) {
        if (port > 0) uri.setPort(port);
        try {
            Optional<String> word = transport.uriParameter();
            if (word.isPresent()) uri.setTransportParam(word.get());
        } catch (ParseException e) {
            throw new BadMessageException(transport + " is no word for SIP", e);
        }
        return new SipUri(uri);
    }

    /**
     * Of nobody, and so of the host itself: {@code sip:example.com}.
     *
     * @throws BadMessageException if the host is none
     */
    public static SipUri ofHost(String host) {
        return written(null, host);
    }

    /**
     * Of a user as it is written, which may hold escapes and parameters of its own.
     *
     * @throws BadMessageException if it is none
     */
    public static SipUri written(@Nullable String user, String host) {
        try {
            return new SipUri(Sip.addresses().createSipURI(user, host));
        } catch (ParseException e) {
            throw new BadMessageException(user + " at " + host + " is no SIP URI", e);
        }
    }

    /** The SIP URI that is written so; empty if it is none, or one of another scheme. */
    public static Optional<SipUri> read(String text) {
        try {
            return Sip.parsedUri(text) instanceof SipURI uri ? Optional.of(new SipUri(uri)) : Optional.empty();
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /** The user part as it is written; empty if there is none. */
    public String user() {
        return orEmpty(uri.getUser());
    }

    /** Name or address, IPv6 in brackets; empty if there is none. */
    public String host() {
        return orEmpty(uri.getHost());
    }

    /** The port, if the URI names one. */
    public OptionalInt port() {
        int port = uri.getPort();
        return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** Whether it is {@code sips:}. */
    public boolean isSecure() {
        return uri.isSecure();
    }

    /** The transport as it is named, if it is. */
    public Optional<String> transport() {
        return Optional.ofNullable(uri.getTransportParam());
    }

    /** The same, whose transport is named, be it the usual one: what DNS says that a domain would like is not asked. */
    public SipUri by(Transport transport) {
        SipURI named = (SipURI) uri.clone();
        try {
            named.setTransportParam(transport.parameter());
        } catch (ParseException e) {
            throw new BadMessageException(transport + " is no word for SIP", e);
        }
        return new SipUri(named);
    }

    /** The address that stands in for the host, if there is one. */
    public Optional<String> maddr() {
        return Optional.ofNullable(uri.getMAddrParam());
    }

    /** Whether it is said to be a telephone number ({@code user=phone}). */
    public boolean isOfTelephone() {
        return "phone".equalsIgnoreCase(uri.getUserParam());
    }

    /** Whether requests to it are to go by the flow on which its owner was met ({@code ob}, RFC 5626 §11.3). */
    public boolean asksForItsFlow() {
        for (Iterator<?> names = uri.getParameterNames(); names.hasNext(); )
            if ("ob".equalsIgnoreCase(String.valueOf(names.next()))) return true;
        return false;
    }

    /** A header that a request to this URI should have (§19.1.1), escaped as it is written; its name in any case. */
    public Optional<String> header(String name) {
        for (Iterator<?> names = uri.getHeaderNames(); names.hasNext(); ) {
            String one = String.valueOf(names.next());
            if (one.equalsIgnoreCase(name)) return Optional.of(uri.getHeader(one));
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri that && uri.equals(that.uri);
    }

    /** Of what equal URIs are sure to have in common: parameters that only one of them has count for nothing. */
    @Override
    public int hashCode() {
        return Objects.hash(isSecure(), host().toLowerCase(Locale.ROOT), port());
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
