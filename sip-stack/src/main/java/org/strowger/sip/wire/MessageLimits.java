package org.strowger.sip.wire;

/**
 * How large the parts of a message may be. JAIN-SIP copies a whole line for each parameter of a URI and for each
 * element of a list, so that what it is given is bounded before: nothing that a peer writes costs more than in
 * proportion to its length.
 */
public final class MessageLimits {

    /** Octets of a Request-URI; a longer one gets 414 (RFC 3261 §21.4.12). */
    public static final int REQUEST_URI_BYTES = 1024;

    /** Header lines of a message; more get 400. */
    public static final int HEADER_LINES = 256;

    /** Octets of a header's value; a longer one gets 400. */
    public static final int VALUE_BYTES = 16 * 1024;

    /** Vias of a message, as many as Max-Forwards usually lets there be; more get 400. */
    public static final int VIAS = 70;

    /**
     * Parameters of a URI, or of one element of a list of addresses or Vias, those of its URI included; more get 400.
     */
    public static final int PARAMETERS = 64;

    /** Octets of one element of a list of addresses or Vias; a longer one gets 400. */
    public static final int ELEMENT_BYTES = 4 * 1024;

    /** Elements of one header line of addresses or Vias (Contact, Route, Record-Route, Path …); more get 400. */
    public static final int ELEMENTS = 128;

    /** Addresses of a message in all: From, To, Contact, Route, Record-Route, Path and so on; more get 400. */
    public static final int ADDRESSES = 256;

    private MessageLimits() {}
}
