package org.strowger.dialplan;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call;

/** The INVITE of a fake call. */
record FakeRequest(
        String number,
        String from,
        String to,
        Map<String, String> headers,
        String at,
        Optional<String> trunk,
        String context,
        Instant receivedAt)
        implements Call.CallRequest {

    @Override
    public String requestUri() {
        return "sip:" + number + "@office.example";
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public InetSocketAddress source() {
        return new InetSocketAddress(InetAddress.ofLiteral(at), 5060);
    }
}
