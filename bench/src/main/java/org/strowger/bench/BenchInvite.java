package org.strowger.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;

/** An INVITE of which a dialplan sees nothing but its number. */
final class BenchInvite implements CallRequest {
    @Override
    public String requestUri() {
        return "sip:100@switch.example";
    }

    @Override
    public String from() {
        return "sip:1001@switch.example";
    }

    @Override
    public String to() {
        return "sip:100@switch.example";
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public InetSocketAddress source() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
    }

    @Override
    public Optional<String> trunk() {
        return Optional.empty();
    }

    @Override
    public String context() {
        return "default";
    }

    @Override
    public Instant receivedAt() {
        return Instant.EPOCH;
    }
}
