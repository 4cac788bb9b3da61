package org.strowger.dialplan.script;

import org.jspecify.annotations.Nullable;
import org.strowger.call.Call.CallRequest;

/**
 * The INVITE in a script: {@code request.from}, {@code request.header('X-Tenant')}. Groovy's properties want getters,
 * and its {@code ?:} wants null.
 */
public final class Request {

    private final CallRequest request;

    Request(CallRequest request) {
        this.request = request;
    }

    /** The Request-URI. */
    public String getUri() {
        return request.requestUri();
    }

    /** The URI in From. */
    public String getFrom() {
        return request.from();
    }

    /** The URI in To. */
    public String getTo() {
        return request.to();
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        return request.header(name).orElse(null);
    }

    /** The address that it came from, without port. */
    public String getSource() {
        return request.source().getAddress().getHostAddress();
    }

    /** The trunk that it came from, or null. */
    public @Nullable String getTrunk() {
        return request.trunk().orElse(null);
    }

    /** The context that it entered. */
    public String getContext() {
        return request.context();
    }
}
