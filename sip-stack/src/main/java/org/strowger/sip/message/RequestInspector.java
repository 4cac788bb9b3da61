package org.strowger.sip.message;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sip.header.AcceptEncodingHeader;
import javax.sip.header.AcceptHeader;
import javax.sip.header.AllowHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ProxyRequireHeader;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.header.UnsupportedHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.wire.Methods;

/**
 * The checks that RFC 3261 §8.2 and §16.3 ask for before a request means anything, in the order given there: method
 * (405, 501), scheme (416), Max-Forwards (483), Require and Proxy-Require (420), content (415), Accept (406).
 * Stateless.
 */
public final class RequestInspector {

    /**
     * What we understand.
     *
     * @param methods allowed methods, as Allow lists them
     * @param extensions option tags, as Supported lists them
     * @param contentTypes bodies of INVITE, as Accept lists them ({@code application/sdp}, …)
     */
    public record Understood(Set<String> methods, Set<String> extensions, Set<String> contentTypes) {
        /** Copies. */
        public Understood {
            // In order of their names: a set's own order differs from run to run, and would show on the wire.
            methods = Collections.unmodifiableSet(new TreeSet<>(methods));
            extensions = Collections.unmodifiableSet(new TreeSet<>(extensions));
            contentTypes = Collections.unmodifiableSet(new TreeSet<>(contentTypes));
        }
    }

    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");
    /** Answered here, so that no hop is left over to be counted. */
    private static final Set<String> ANSWERED_HERE = Set.of(Request.OPTIONS, Request.REGISTER);

    private static final List<String> DEMANDS = List.of(RequireHeader.NAME, ProxyRequireHeader.NAME);

    private final Understood understood;
    private final List<Header> allow;
    private final List<Header> supported;
    private final List<Header> accept;

    /** An inspector of what we understand. */
    public RequestInspector(Understood understood) {
        this.understood = understood;
        this.allow = said(AllowHeader.NAME, understood.methods);
        this.supported = said(SupportedHeader.NAME, understood.extensions);
        this.accept = said(AcceptHeader.NAME, understood.contentTypes);
    }

    /**
     * A list that all messages share, since it is always the same: one value, as it is printed. None where the list is
     * empty.
     */
    private static List<Header> said(String name, Set<String> values) {
        if (values.isEmpty()) return List.of();
        ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
        header.setValue(String.join(", ", values));
        return List.of(header);
    }

    /**
     * The response that refuses the request, without To tag; empty if nothing is to be said against it. An ACK is never
     * refused, and a CANCEL only where its transaction is looked for (§9.2).
     */
    public Optional<Response> refusal(Request request) {
        String method = request.getMethod();
        if (method.equals(Request.ACK) || method.equals(Request.CANCEL)) return Optional.empty();
        if (!understood.methods.contains(method)) return Optional.of(unknownMethod(request));
        if (!SCHEMES.contains(
                String.valueOf(request.getRequestURI().getScheme()).toLowerCase(Locale.ROOT)))
            return Optional.of(Sip.response(Response.UNSUPPORTED_URI_SCHEME, request));
        MaxForwardsHeader hops = (MaxForwardsHeader) request.getHeader(MaxForwardsHeader.NAME);
        if (hops != null && hops.getMaxForwards() == 0 && !ANSWERED_HERE.contains(method))
            return Optional.of(Sip.response(Response.TOO_MANY_HOPS, request));
        Set<String> unsupported = unsupported(request);
        if (!unsupported.isEmpty()) return Optional.of(badExtension(request, unsupported));
        return method.equals(Request.INVITE) ? contentRefusal(request) : Optional.empty();
    }

    private Response unknownMethod(Request request) {
        // §8.2.1, §21.5.2: what exists but isn't wanted is 405, what nobody has heard of is 501.
        boolean exists = Methods.isStandard(request.getMethod());
        Response response = Sip.response(exists ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED, request);
        addAll(response, AllowHeader.NAME, understood.methods);
        return response;
    }

    private Set<String> unsupported(Request request) {
        Set<String> unsupported = new LinkedHashSet<>();
        for (String demand : DEMANDS) {
            Iterator<?> headers = request.getHeaders(demand);
            // Proxy-Require's header is a Require.
            while (headers != null && headers.hasNext())
                if (headers.next() instanceof RequireHeader tag && !understood.extensions.contains(tag.getOptionTag()))
                    unsupported.add(tag.getOptionTag());
        }
        return unsupported;
    }

    private static Response badExtension(Request request, Set<String> unsupported) {
        Response response = Sip.response(Response.BAD_EXTENSION, request);
        addAll(response, UnsupportedHeader.NAME, unsupported);
        return response;
    }

    private Optional<Response> contentRefusal(Request invite) {
        if (BodyTypes.isForeign(invite, understood.contentTypes)) {
            Response response = Sip.response(Response.UNSUPPORTED_MEDIA_TYPE, invite);
            addAll(response, AcceptHeader.NAME, understood.contentTypes);
            if (BodyTypes.isEncoded(invite)) response.addHeader(Sip.header(AcceptEncodingHeader.NAME, "identity"));
            return Optional.of(response);
        }
        if (BodyTypes.accepts(invite, understood.contentTypes)) return Optional.empty();
        return Optional.of(Sip.response(Response.NOT_ACCEPTABLE, invite));
    }

    /** Adds Allow, Supported and Accept to a 2xx (or to the answer of OPTIONS), each unless it is there. */
    public void describe(Response response) {
        allow(response);
        support(response);
        addUnlessThere(response, accept);
    }

    /** The same to a response of the façade's. */
    public void describe(SipResponse response) {
        describe(response.response);
    }

    /** Adds Allow, unless it is there. */
    public void allow(Message message) {
        addUnlessThere(message, allow);
    }

    /** The same to a message of the façade's. */
    public void allow(SipMessage message) {
        allow(message.message());
    }

    /** Adds Supported, unless it is there. */
    public void support(Message message) {
        addUnlessThere(message, supported);
    }

    private static void addUnlessThere(Message message, List<Header> said) {
        for (Header header : said) if (message.getHeader(header.getName()) == null) message.addHeader(header);
    }

    private static void addAll(Response response, String name, Set<String> values) {
        for (String value : values) response.addHeader(Sip.header(name, value));
    }
}
