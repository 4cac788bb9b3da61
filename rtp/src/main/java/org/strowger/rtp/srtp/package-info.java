/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): keys, ciphers, indexes and replay windows. {@link Srtp} secures a stream in both
 * directions; how keys are agreed is not its business.
 */
@NullMarked
package org.strowger.rtp.srtp;

import org.jspecify.annotations.NullMarked;
