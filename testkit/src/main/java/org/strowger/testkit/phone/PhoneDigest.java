package org.strowger.testkit.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.Secret;

/** A phone's credentials: none before it has been challenged. */
public final class PhoneDigest {

    private final Optional<DigestClient> client;

    public PhoneDigest(String user, Optional<Secret> password, RandomGenerator random) {
        this.client = password.map(secret -> new DigestClient(user, secret, random));
    }

    /** Whether the response asks for credentials that the phone now has. */
    boolean learns(SipResponse response, SipRequest challenged) {
        int status = response.status();
        boolean asks = status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
        return asks && client.isPresent() && client.get().authorize(challenged, response);
    }

    /** The headers that prove who the phone is, for a request to be sent. */
    List<SipHeader> credentials(String method, Uri uri) {
        List<SipHeader> headers = new ArrayList<>();
        client.ifPresent(digest -> {
            SipRequest request = blank(method, uri);
            digest.authorize(request);
            for (String name : List.of("Authorization", "Proxy-Authorization")) headers.addAll(request.headers(name));
        });
        return headers;
    }

    /** A request with nothing but what a digest covers. */
    static SipRequest blank(String method, Uri uri) {
        return SipRequest.bare(method, uri);
    }
}
