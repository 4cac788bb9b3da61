/**
 * The WebSocket protocol (RFC 6455) as far as SIP needs it, from the server's side: the opening handshake and frames,
 * read and written. Knows octets alone: neither sockets nor SIP, nor what is to become of a connection. Begin with
 * {@link org.strowger.sip.websocket.UpgradeAnswer}, then {@link org.strowger.sip.websocket.FrameReader}.
 */
@NullMarked
package org.strowger.sip.websocket;

import org.jspecify.annotations.NullMarked;
