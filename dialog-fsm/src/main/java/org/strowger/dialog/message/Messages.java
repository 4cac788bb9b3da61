package org.strowger.dialog.message;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ServerHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.UserAgentHeader;
import javax.sip.header.WarningHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/** Makes the messages of sessions: what they all carry, and what is particular to each. */
public final class Messages {

    private static final int MAX_FORWARDS = 70;

    private final UserAgentSettings settings;
    private final RequestInspector inspector;
    private final SipNetwork network;
    private final Header userAgent;
    private final Header server;

    public Messages(UserAgentSettings settings, RequestInspector inspector, SipNetwork network) {
        this.settings = settings;
        this.inspector = inspector;
        this.network = network;
        this.userAgent = Sip.header(UserAgentHeader.NAME, settings.product());
        this.server = Sip.header(ServerHeader.NAME, settings.product());
    }

    /** Who a request is from and to, and its place among others. */
    public record Parties(String callId, long cseq, Address from, String fromTag, Address to, String toTag) {}

    /** A request without Via; an empty To tag is left out. */
    public Request request(String method, URI target, List<? extends URI> routes, Parties parties) {
        try {
            Request request = Sip.messages()
                    .createRequest(
                            target,
                            method,
                            Sip.headers().createCallIdHeader(parties.callId()),
                            Sip.headers().createCSeqHeader(parties.cseq(), method),
                            Sip.headers().createFromHeader(parties.from(), parties.fromTag()),
                            to(parties),
                            new ArrayList<>(),
                            Sip.headers().createMaxForwardsHeader(MAX_FORWARDS));
            for (URI route : routes)
                request.addLast(Sip.headers().createRouteHeader(Sip.addresses().createAddress(route)));
            request.addHeader(userAgent);
            return request;
        } catch (ParseException | InvalidArgumentException | SipException e) {
            throw new IllegalArgumentException("no " + method + " to " + target, e);
        }
    }

    /** A response to a request of a dialog, or one that refuses. */
    public Response response(int status, Request request) {
        Response response = Sip.response(status, request);
        if (status > Response.TRYING) response.setHeader(server);
        return response;
    }

    /** The same response, which says what we are. */
    public Response signed(Response response) {
        response.setHeader(server);
        return response;
    }

    /** A response with this To tag. */
    public Response response(int status, Request request, String toTag) {
        Response response = response(status, request);
        try {
            ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(toTag);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no tag: " + toTag, e);
        }
        return response;
    }

    /** The same. */
    public SipResponse answer(int status, SipRequest request, String toTag) {
        return Jain.wrap(response(status, Jain.unwrap(request), toTag));
    }

    /** The same response, which says what we are. */
    public SipResponse signed(SipResponse response) {
        signed(Jain.unwrap(response));
        return response;
    }

    /** A 488 that says what could not be read. */
    public Response unreadable(Request request, String why) {
        Response response = response(Response.NOT_ACCEPTABLE_HERE, request);
        String text = why.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?");
        response.addHeader(Sip.header(WarningHeader.NAME, "399 strowger \"" + text + "\""));
        return response;
    }

    /** 422 to a request whose session would have to be refreshed too often (RFC 4028 §9). */
    public Response tooBrief(Request request, long leastSeconds) {
        Response response = response(SessionTimes.TOO_BRIEF, request);
        SessionTimes.atLeast(leastSeconds).into(response);
        return response;
    }

    /** 400, with what is bad about it as its reason phrase (§21.4.1). */
    public Response badRequest(Request request, String why) {
        Response response = response(Response.BAD_REQUEST, request);
        try {
            response.setReasonPhrase(why);
        } catch (ParseException e) {
            throw new IllegalArgumentException(why, e);
        }
        return response;
    }

    /** What a request says of session timers (RFC 4028). */
    public static SessionTimes times(SipRequest request) {
        return SessionTimes.of(Jain.unwrap(request));
    }

    /** Lets a response say this of session timers. */
    public static void time(SipResponse response, SessionTimes times) {
        times.into(Jain.unwrap(response));
    }

    /** Puts our Contact toward a hop into a message. */
    public void contact(Message message, Hop hop, boolean secure) {
        message.setHeader(contactToward(hop, secure));
    }

    /** Allow, which a 405 must have (§21.4.6). */
    public void allow(Message message) {
        inspector.allow(message);
    }

    /** Allow and Supported, which §13.2.1 wants in an INVITE and RFC 3311 §5 in an UPDATE. */
    public void describe(Request request) {
        inspector.allow(request);
        inspector.support(request);
    }

    /** Allow, Supported and Accept. */
    public void describe(Response response) {
        inspector.describe(response);
    }

    /** Adds the owner's headers; Max-Forwards, of which there is one, takes the place of ours. */
    public static void extend(Message message, List<SipHeader> extra) {
        for (SipHeader each : extra) {
            Header header = Jain.unwrap(each);
            if (header instanceof MaxForwardsHeader) message.setHeader(header);
            else message.addHeader(header);
        }
    }

    private ContactHeader contactToward(Hop hop, boolean secure) {
        InetSocketAddress local = network.localFor(hop);
        try {
            SipURI uri = Sip.uri(settings.contactUser(), Uris.host(local));
            uri.setPort(local.getPort());
            uri.setSecure(secure);
            Optional<String> transport = hop.transport().uriParameter();
            if (transport.isPresent()) uri.setTransportParam(transport.get());
            return Sip.headers().createContactHeader(Sip.addresses().createAddress(uri));
        } catch (ParseException e) {
            throw new IllegalArgumentException("no Contact at " + local, e);
        }
    }

    private static ToHeader to(Parties parties) throws ParseException {
        ToHeader to = Sip.headers().createToHeader(parties.to(), null);
        if (!parties.toTag().isEmpty()) to.setTag(parties.toTag());
        return to;
    }
}
