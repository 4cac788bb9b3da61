package org.strowger.directory;

import java.time.Duration;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Secret;

/**
 * The account that a trunk registers with its provider (RFC 3261 §10.2).
 *
 * @param user of the address of record, without a domain
 * @param domain of the address of record; the Request-URI of a REGISTER
 * @param authUser who answers the provider's challenges
 * @param registrar where REGISTER is sent: a name or a numeric address
 * @param port of the registrar, 1 to 65535; 0 for what DNS says of the name
 * @param expires for how long a registration is asked for, in whole seconds; what is granted counts
 */
public record TrunkAccount(
        String user, String domain, String authUser, Secret password, String registrar, int port, Duration expires) {

    /** What answers its challenges. */
    public TrunkLogin login() {
        return new TrunkLogin(authUser, password);
    }

    /** {@code sip:user@domain}. */
    public SipUri aor() {
        return SipUri.of(user, domain);
    }

    /** What is looked up for the way to the registrar. */
    public SipUri way(Transport transport) {
        return SipUri.of(user, registrar, port, transport).by(transport);
    }
}
