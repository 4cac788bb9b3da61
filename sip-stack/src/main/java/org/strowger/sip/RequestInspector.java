package org.strowger.sip;

import java.util.Optional;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The checks that RFC 3261 §8.2 and §16.3 ask for before a request means anything, in the order given there: method (405, 501), scheme
 * (416), Max-Forwards (483), Require and Proxy-Require (420), content (415), Accept (406). Stateless.
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
            methods = Set.copyOf(methods);
            extensions = Set.copyOf(extensions);
            contentTypes = Set.copyOf(contentTypes);
        }
    }

    /** An inspector of what we understand. */
    public RequestInspector(Understood understood) {
        throw new UnsupportedOperationException();
    }

    /** The response that refuses the request, without To tag; empty if nothing is to be said against it. */
    public Optional<Response> refusal(Request request) {
        throw new UnsupportedOperationException();
    }

    /** Adds Allow, Supported and Accept to a 2xx (or to the answer of OPTIONS). */
    public void describe(Response response) {
        throw new UnsupportedOperationException();
    }
}
