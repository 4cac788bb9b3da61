package org.strowger.dialog.message;

import gov.nist.javax.sip.message.SIPResponse;

/** Reason phrases of RFC 3261 §21. */
public final class Reasons {

    private Reasons() {}

    public static String of(int status) {
        String phrase = SIPResponse.getReasonPhrase(status);
        return phrase == null ? "Unknown" : phrase;
    }
}
