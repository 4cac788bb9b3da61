/**
 * Authentication by digest (RFC 8760, RFC 7616), as server and as client. Knows nonces and how answers are computed;
 * who has which password is told by whoever asks. Begin with {@link org.strowger.sip.digest.DigestServer}.
 */
@NullMarked
package org.strowger.sip.digest;

import org.jspecify.annotations.NullMarked;
