package org.strowger.sip.transport;

import org.strowger.sip.Transport;
import org.strowger.sip.tls.TlsContexts;

/**
 * Makes a transport available: a service, found by {@link java.util.ServiceLoader}. From then on the configuration
 * knows its word, listeners and trunks may name it, and what names it in a URI or Via goes by it, in virtual time as
 * well.
 */
public interface TransportProvider {

    /** What it carries. */
    Transport transport();

    /**
     * Makes one that listens nowhere yet.
     *
     * @param loops where sockets are read; closed by others
     * @param limits what peers may ask for
     * @param tls who we are and whom we trust, for what is secured
     * @param intake takes what arrives
     */
    SocketTransport open(SipLoops loops, TransportLimits limits, TlsContexts tls, Intake intake);
}
