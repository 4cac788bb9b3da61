package org.strowger.dialog.core;

import java.util.List;
import java.util.Optional;
import org.strowger.dialog.PeerCredentials;
import org.strowger.sip.Hop;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/** What proves us to the peer of one session, if anything does. Runs on its loop. */
public final class SessionProof {

    /** Of a session whose challenges are not answered. */
    public static final SessionProof NONE = new SessionProof(Optional.empty());

    private final Optional<PeerCredentials> credentials;
    private List<SipHeader> ofInvite = List.of();

    private SessionProof(Optional<PeerCredentials> credentials) {
        this.credentials = credentials;
    }

    public static SessionProof of(Optional<PeerCredentials> credentials) {
        return credentials.isEmpty() ? NONE : new SessionProof(credentials);
    }

    /** The challenges that a new request will meet; empty where none is answered. */
    public Optional<DigestClient.Round> round() {
        return credentials.map(ours -> ours.digest().round());
    }

    /** Whether a refusal is a challenge of the peer's, and the request is to be sent again, with credentials for it. */
    public boolean answers(Optional<DigestClient.Round> round, SipResponse refusal, Hop from) {
        int status = refusal.status();
        boolean asked = status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
        return asked
                && round.isPresent()
                && mayGoTo(from)
                && round.get().meets(refusal) == DigestClient.Verdict.ANSWERED;
    }

    /**
     * Puts what is known to be asked for into a request to this hop, or takes out of it what it has for another, where
     * it was sent before.
     */
    public void into(SipRequest request, Hop to) {
        if (credentials.isEmpty()) return;
        if (mayGoTo(to)) credentials.get().digest().authorize(request);
        else DigestClient.withdraw(request);
        if (request.method().equals(SipRequest.INVITE)) ofInvite = DigestClient.credentialsOf(request);
    }

    /**
     * §22.1: an ACK can't be challenged, so "UACs creating an ACK message will duplicate all of the Authorization and
     * Proxy-Authorization header field values that appeared in the INVITE to which the ACK corresponds".
     */
    void intoAck(SipRequest ack, Hop to) {
        if (credentials.isPresent() && mayGoTo(to)) ofInvite.forEach(ack::add);
    }

    private boolean mayGoTo(Hop hop) {
        return credentials.isPresent()
                && credentials.get().isTheirs().test(hop.address().getAddress());
    }
}
