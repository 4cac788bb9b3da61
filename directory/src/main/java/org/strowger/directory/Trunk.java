package org.strowger.directory;

import java.time.Duration;
import java.util.Optional;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipUri;

/**
 * A carrier or another switch: a plain destination, and a source of calls that need no digest.
 *
 * @param host a name or a numeric address
 * @param port 1 to 65535; 0 for what DNS says of the name (SRV, RFC 3263 §4.2), else the transport's usual
 * @param context the dialplan context that its calls enter
 * @param media what it may use
 * @param trust how far it is trusted
 * @param sessions how its sessions differ from those of all
 * @param account what it registers as; empty for one that doesn't
 * @param login what its challenges are answered with, if not with what it registers with
 * @param probe how often it is asked whether it is there; empty where it isn't
 */
public record Trunk(
        String name,
        String host,
        int port,
        Transport transport,
        String context,
        MediaPolicy media,
        TrunkTrust trust,
        SessionPolicy sessions,
        Optional<TrunkAccount> account,
        Optional<TrunkLogin> login,
        Optional<Duration> probe) {

    /** With sessions timed as all are, and registered nowhere. */
    public Trunk(
            String name,
            String host,
            int port,
            Transport transport,
            String context,
            MediaPolicy media,
            TrunkTrust trust) {
        this(
                name,
                host,
                port,
                transport,
                context,
                media,
                trust,
                SessionPolicy.USUAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Trusted as usual. */
    public Trunk(String name, String host, int port, Transport transport, String context, MediaPolicy media) {
        this(name, host, port, transport, context, media, TrunkTrust.USUAL);
    }

    /** With any media. */
    public Trunk(String name, String host, int port, Transport transport, String context) {
        this(name, host, port, transport, context, MediaPolicy.ANY);
    }

    /** The same, asked so often whether it is there. */
    public Trunk probedEach(Duration interval) {
        return new Trunk(
                name, host, port, transport, context, media, trust, sessions, account, login, Optional.of(interval));
    }

    /** What a flow from one of its addresses says of whose it is. */
    public TrunkTrust.Evidence evidence(Flow flow) {
        return trust.evidence(flow, port);
    }

    /** Where a call to somebody behind it goes. */
    public SipUri uri(String user) {
        return SipUri.of(user, host, port, transport);
    }

    /** What is looked up for the way there: by its own transport, whatever its domain would like. */
    public SipUri way() {
        return uri().by(transport);
    }

    /** The trunk itself. */
    public SipUri uri() {
        return SipUri.ofHost(host, port, transport);
    }

    /**
     * As it is for a call to the Contact that it has registered: who knows that needn't come from the port that the
     * trunk is called at.
     */
    public Trunk calledByItsContact() {
        if (trust.proof() != TrunkTrust.Proof.ADDRESS_AND_PORT) return this;
        TrunkTrust known = new TrunkTrust(TrunkTrust.Proof.ADDRESS, trust.passHeaders(), trust.quota());
        return new Trunk(name, host, port, transport, context, media, known, sessions, account, login, probe);
    }

    /** Whether its challenges are answered. */
    public boolean hasCredentials() {
        return credentials().isPresent();
    }

    /** What its challenges are answered with. */
    Optional<TrunkLogin> credentials() {
        return login.or(() -> account.map(TrunkAccount::login));
    }

    /** The same, with these credentials in calls. */
    public Trunk loggedInAs(TrunkLogin other) {
        return new Trunk(
                name, host, port, transport, context, media, trust, sessions, account, Optional.of(other), probe);
    }

    /** The same, registered so. */
    public Trunk registeredAs(TrunkAccount other) {
        return new Trunk(
                name, host, port, transport, context, media, trust, sessions, Optional.of(other), login, probe);
    }

    /** The same, registered nowhere. */
    public Trunk unregistered() {
        return new Trunk(name, host, port, transport, context, media, trust, sessions, Optional.empty(), login, probe);
    }

    /** The same somewhere else, where nobody registers it. */
    public Trunk at(String otherHost, int otherPort, Transport otherTransport) {
        return new Trunk(
                name,
                otherHost,
                otherPort,
                otherTransport,
                context,
                media,
                trust,
                sessions,
                Optional.empty(),
                login,
                probe);
    }
}
