/**
 * Messages as all above see them: {@link org.strowger.sip.message.SipRequest},
 * {@link org.strowger.sip.message.SipResponse}, their headers and URIs. JAIN-SIP, which parses and prints, is behind
 * these; {@link org.strowger.sip.message.Jain} is the door for who still needs it. Parses leniently, prints strictly,
 * and never throws for what a peer sent. Doesn't decide what a request deserves, but for what
 * {@link org.strowger.sip.message.RequestInspector} is asked. Begin with {@link org.strowger.sip.message.SipMessage};
 * for how frames become messages, with {@link org.strowger.sip.message.SipCodec}, then {@code MessageParser}.
 */
@NullMarked
package org.strowger.sip.message;

import org.jspecify.annotations.NullMarked;
