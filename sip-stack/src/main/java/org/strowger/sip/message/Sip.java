package org.strowger.sip.message;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.URLParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** JAIN-SIP's factories, and the few messages and headers that every layer makes. Safe on any thread. */
public final class Sip {

    static {
        SilentJain.install();
    }

    private static final AddressFactory ADDRESSES = new AddressFactoryImpl();
    private static final HeaderFactory HEADERS = new HeaderFactoryImpl();
    private static final MessageFactory MESSAGES = new MessageFactoryImpl();

    /** {@code mark} and {@code user-unreserved} of RFC 3261 §25.1. */
    private static final String USER_MARKS = "-_.!~*'()&=+$,;?/";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Sip() {}

    /** Makes addresses and URIs. */
    public static AddressFactory addresses() {
        return ADDRESSES;
    }

    /** Makes headers. */
    public static HeaderFactory headers() {
        return HEADERS;
    }

    /** Makes messages. */
    public static MessageFactory messages() {
        return MESSAGES;
    }

    /** A response with the headers that RFC 3261 §8.2.6.2 copies; To gets no tag here. */
    public static Response response(int status, Request request) {
        return ResponseTo.of(status, (SIPRequest) request);
    }

    /**
     * A header of any name.
     *
     * @throws IllegalArgumentException if the value holds CR or LF, or does not fit the header
     */
    public static Header header(String name, String value) {
        requireOneLine(name);
        requireOneLine(value);
        try {
            return HeaderParsers.single(name, value);
        } catch (ParseException | RuntimeException e) {
            throw new IllegalArgumentException(name + ": " + value, e);
        }
    }

    /**
     * A SIP URI of a user, with whatever the user part can't hold escaped (RFC 3261 §25.1): what came escaped in a
     * request and was read leaves escaped again, and can't become a header.
     *
     * @throws IllegalArgumentException if the host is none
     */
    public static SipURI uri(String user, String host) {
        try {
            return (SipURI) parsedUri("sip:" + escaped(user) + "@" + bracketed(host));
        } catch (ParseException e) {
            throw new IllegalArgumentException("no SIP URI has the host " + host, e);
        }
    }

    /**
     * The URI that is written so.
     *
     * @throws ParseException if it is none
     */
    public static URI parsedUri(String text) throws ParseException {
        try {
            requireOneLine(text);
            // Without an end of line to run into, the parser reads on until an array's end throws, and catches that.
            if (isSip(text)) return new URLParser(text + "\n").sipURL(true);
            return ADDRESSES.createURI(text);
        } catch (RuntimeException e) {
            throw (ParseException) new ParseException(text, 0).initCause(e);
        }
    }

    private static boolean isSip(String text) {
        return text.regionMatches(true, 0, "sip:", 0, 4) || text.regionMatches(true, 0, "sips:", 0, 5);
    }

    private static String bracketed(String host) {
        boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
        return bareIpv6 ? "[" + host + "]" : host;
    }

    private static String escaped(String user) {
        StringBuilder text = new StringBuilder(user.length());
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || USER_MARKS.indexOf(c) >= 0);
            if (plain) text.append(c);
            else text.append('%').append(HEX.toHexDigits(octet));
        }
        return text.toString();
    }

    private static void requireOneLine(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0)
            throw new IllegalArgumentException("a header is one line, this has a line break: " + text);
    }
}
