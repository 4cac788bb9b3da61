package org.strowger.sip;

/** Takes what arrives. Called on the socket's loop; hands the message over to the loop that owns its Call-ID. */
@FunctionalInterface
public interface SipReceiver {

    /** A frame with a readable index. Junk never gets here. */
    void received(WireMessage message);
}
