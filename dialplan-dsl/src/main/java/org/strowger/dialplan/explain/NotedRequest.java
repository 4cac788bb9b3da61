package org.strowger.dialplan.explain;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;

/**
 * The INVITE of a call that is over, as far as its record tells: notes what is asked of it that no record keeps. On the
 * thread that asks.
 */
final class NotedRequest implements CallRequest {

    private final CallRequest told;
    private Optional<String> header = Optional.empty();
    private boolean addresses;

    NotedRequest(CallRequest told) {
        this.told = told;
    }

    /** The first header that was asked for and isn't known. */
    Optional<String> missing() {
        return header;
    }

    /** Whether one of the URIs was asked for, of which a record keeps but the number. */
    boolean hasShownAddresses() {
        return addresses;
    }

    @Override
    public String requestUri() {
        addresses = true;
        return told.requestUri();
    }

    @Override
    public String from() {
        addresses = true;
        return told.from();
    }

    @Override
    public String to() {
        addresses = true;
        return told.to();
    }

    @Override
    public Optional<String> header(String name) {
        Optional<String> known = told.header(name);
        if (known.isEmpty()) header = header.or(() -> Optional.of(name));
        return known;
    }

    @Override
    public InetSocketAddress source() {
        return told.source();
    }

    @Override
    public Optional<String> trunk() {
        return told.trunk();
    }

    @Override
    public String context() {
        return told.context();
    }

    @Override
    public Instant receivedAt() {
        return told.receivedAt();
    }
}
