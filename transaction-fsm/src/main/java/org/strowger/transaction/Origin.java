package org.strowger.transaction;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import org.strowger.sip.WireMessage;

/**
 * What a request and the copy of it that took another way have in common (§8.2.2.2). Comparable as {@link ServerKey}
 * is.
 */
record Origin(String fromTag, String callId, long cseq, String method) implements Comparable<Origin> {

    private static final Comparator<Origin> ORDER = comparing(Origin::callId)
            .thenComparing(Origin::fromTag)
            .thenComparingLong(Origin::cseq)
            .thenComparing(Origin::method);

    static Origin of(WireMessage request) {
        return new Origin(request.fromTag(), request.callId(), request.cseq(), request.method());
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }
}
