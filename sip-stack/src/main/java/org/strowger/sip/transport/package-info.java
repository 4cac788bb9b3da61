/**
 * SIP over real sockets, and the loops that read them. A frame comes in on its socket's loop, is indexed, counted and
 * handed to the receiver ({@code Intake}); what goes out goes by the {@link org.strowger.sip.transport.SipTransport}
 * that its hop names, of those that the {@link org.strowger.sip.transport.TransportRegistry} has. Doesn't parse what it
 * carries and knows neither transactions nor who may send. A connection's life is a table ({@code ConnectionTable}).
 * Begin with {@link org.strowger.sip.transport.SipTransports}.
 */
@NullMarked
package org.strowger.sip.transport;

import org.jspecify.annotations.NullMarked;
