/**
 * SIP as the layers above see it: a message that has arrived ({@link org.strowger.sip.WireMessage}, read by its index
 * only), where it came in and where one goes next ({@link org.strowger.sip.Flow}, {@link org.strowger.sip.Hop}), and
 * the network that carries it ({@link org.strowger.sip.SipNetwork}). Begin with those four. Nothing here opens a socket
 * or parses in full: that is what the rooms below are for.
 */
@NullMarked
package org.strowger.sip;

import org.jspecify.annotations.NullMarked;
