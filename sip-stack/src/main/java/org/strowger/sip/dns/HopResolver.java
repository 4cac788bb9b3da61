package org.strowger.sip.dns;

import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sip.address.SipURI;
import org.strowger.sip.Hop;

/** Finds where a URI leads (RFC 3263): numeric hosts at once, names by DNS without blocking. */
@FunctionalInterface
public interface HopResolver {

    /**
     * The hops to try in order; empty if the name does not exist. Completes on any thread, never exceptionally for what
     * DNS answers.
     */
    CompletionStage<List<Hop>> resolve(SipURI uri);
}
