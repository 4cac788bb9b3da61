package org.strowger.directory;

import java.time.Duration;
import org.strowger.sip.Flow;
import org.strowger.sip.digest.DigestServer;
import org.strowger.sip.digest.DigestServer.Role;
import org.strowger.sip.digest.DigestServer.Verdict;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.source.Sources;

/**
 * Judges credentials, and has {@link Sources} remember where right and wrong ones came from (RFC 7616 §5.8: a brake on
 * guessing). Who has guessed too often is answered as if he had guessed wrong again. Any thread.
 */
public final class CredentialCheck {

    /** Longer than phones register for, so that one that stays is known all the time. */
    private static final Duration KNOWN_FOR = Duration.ofHours(3);

    private final DigestServer digest;
    private final Sources sources;

    public CredentialCheck(DigestServer digest, Sources sources) {
        this.digest = digest;
        this.sources = sources;
    }

    public Verdict verify(SipRequest request, Role role, Flow from) {
        Verdict verdict = digest.verify(request, role);
        return switch (verdict) {
            case Verdict.Missing _ -> verdict;
            case Verdict.Wrong(String user) -> {
                sources.failed(from, user);
                yield verdict;
            }
            case Verdict.Authenticated(String user) -> {
                // Only now, as it would say otherwise that a guess was right.
                if (!sources.mayTry(from, user)) yield new Verdict.Wrong(user);
                sources.proved(from, user, KNOWN_FOR);
                yield verdict;
            }
        };
    }

    /** Asks for credentials in the response to a request that had none which count. */
    public void challenge(SipResponse response, Role role, Verdict.Missing missing) {
        if (missing.stale()) digest.challengeStale(response, role);
        else digest.challenge(response, role);
    }
}
