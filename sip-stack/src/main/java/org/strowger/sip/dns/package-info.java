/**
 * Where a URI leads (RFC 3263): to hops that are tried in order. Asks name servers without blocking and keeps their
 * answers for as long as those say. Doesn't send anything to a hop, and remembers none that failed. Begin with
 * {@link org.strowger.sip.dns.HopResolver}.
 */
@NullMarked
package org.strowger.sip.dns;

import org.jspecify.annotations.NullMarked;
