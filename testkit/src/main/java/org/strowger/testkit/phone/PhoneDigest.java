package org.strowger.testkit.phone;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sip.address.URI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.Secret;

/** A phone's credentials: none before it has been challenged. */
public final class PhoneDigest {

    private final Optional<DigestClient> client;

    public PhoneDigest(String user, Optional<Secret> password, RandomGenerator random) {
        this.client = password.map(secret -> new DigestClient(user, secret, random));
    }

    /** Whether the response asks for credentials that the phone now has. */
    boolean learns(Response response, Request challenged) {
        int status = response.getStatusCode();
        boolean asks = status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
        return asks && client.isPresent() && client.get().authorize(challenged, response);
    }

    /** The headers that prove who the phone is, for a request to be sent. */
    List<Header> credentials(String method, URI uri) {
        List<Header> headers = new ArrayList<>();
        client.ifPresent(digest -> {
            Request request = blank(method, uri);
            digest.authorize(request);
            for (String name : List.of(AuthorizationHeader.NAME, ProxyAuthorizationHeader.NAME))
                for (Iterator<?> all = request.getHeaders(name); all.hasNext(); ) headers.add((Header) all.next());
        });
        return headers;
    }

    /** A request with nothing but what a digest covers. */
    static Request blank(String method, URI uri) {
        try {
            Request request = Sip.messages().createRequest(null);
            request.setMethod(method);
            request.setRequestURI(uri);
            return request;
        } catch (ParseException e) {
            throw new IllegalArgumentException(method + " " + uri, e);
        }
    }
}
