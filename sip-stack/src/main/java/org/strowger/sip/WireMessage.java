package org.strowger.sip;

/**
 * A frame as it arrived, with an index of the headers that decide where it goes; nothing is parsed in full. Retransmissions,
 * floods and junk are recognised from here. Immutable; handed from the socket's loop to the owner's loop.
 */
public final class WireMessage {

    private final byte[] frame;
    private final Flow flow;

    WireMessage(byte[] frame, Flow flow) {
        this.frame = frame;
        this.flow = flow;
    }

    /** The whole message; not to be changed. */
    public byte[] frame() {
        return frame;
    }

    /** What it came in on. */
    public Flow flow() {
        return flow;
    }

    /** Whether this is a request. */
    public boolean isRequest() {
        throw new UnsupportedOperationException();
    }

    /** The method of a request as written; of a response, the method of its CSeq. */
    public String method() {
        throw new UnsupportedOperationException();
    }

    /** The status code of a response; 0 for a request. */
    public int status() {
        throw new UnsupportedOperationException();
    }

    /** The Request-URI as written; empty for a response. */
    public String requestUri() {
        throw new UnsupportedOperationException();
    }

    /** Call-ID. */
    public String callId() {
        throw new UnsupportedOperationException();
    }

    /** The number of CSeq. */
    public long cseq() {
        throw new UnsupportedOperationException();
    }

    /** The method of CSeq. */
    public String cseqMethod() {
        throw new UnsupportedOperationException();
    }

    /** The branch of the topmost Via; empty if there is none. */
    public String branch() {
        throw new UnsupportedOperationException();
    }

    /** The sent-by of the topmost Via, in lower case with its port if one is written. */
    public String sentBy() {
        throw new UnsupportedOperationException();
    }

    /** The tag of From; empty if there is none. */
    public String fromTag() {
        throw new UnsupportedOperationException();
    }

    /** The tag of To; empty if there is none. */
    public String toTag() {
        throw new UnsupportedOperationException();
    }
}
