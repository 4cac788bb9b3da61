/**
 * A browser's end of a call as a peer without I/O: ICE as a lite agent (RFC 8445 §2.5), DTLS 1.2 that agrees on SRTP's
 * keys (RFC 5764). Nothing here has a clock, a thread or a socket: a datagram or the time goes in, and what is to be
 * sent and what has happened come out. Begin with {@link BrowserPeer}.
 */
@NullMarked
package org.strowger.webrtc;

import org.jspecify.annotations.NullMarked;
