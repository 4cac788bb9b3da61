/**
 * Frames to messages of JAIN-SIP and back, and what every layer makes of its headers, URIs and bodies. Parses
 * leniently, prints strictly, and never throws for what a peer sent. Doesn't decide what a request deserves, but for
 * what {@link org.strowger.sip.message.RequestInspector} is asked. Begin with
 * {@link org.strowger.sip.message.SipCodec}, then {@code MessageParser}.
 */
@NullMarked
package org.strowger.sip.message;

import org.jspecify.annotations.NullMarked;
