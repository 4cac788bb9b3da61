package org.strowger.sip.message;

import gov.nist.javax.sip.header.CSeq;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;

/** A CSeq that keeps the case of its method, which JAIN-SIP raises to capitals: methods are case-sensitive (§7.1). */
final class ExactCSeq extends CSeq {

    private static final long serialVersionUID = 1;

    private String exact;

    ExactCSeq(long number, String method) throws ParseException, InvalidArgumentException {
        super(number, method);
        this.exact = method;
    }

    @Override
    public String getMethod() {
        return exact;
    }

    @Override
    public void setMethod(String method) throws ParseException {
        super.setMethod(method);
        exact = method;
    }

    @Override
    public String encodeBody() {
        return getSeqNumber() + " " + exact;
    }

    @Override
    public StringBuilder encodeBody(StringBuilder buffer) {
        return buffer.append(getSeqNumber()).append(' ').append(exact);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactCSeq that && getSeqNumber() == that.getSeqNumber() && exact.equals(that.exact);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(getSeqNumber()) * 31 + exact.hashCode();
    }
}
