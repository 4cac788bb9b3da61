package org.strowger.dialog;

import java.util.List;

/**
 * A dialog, written down (RFC 3261 §12): what another node would need to carry it on.
 *
 * @param localSequence our last CSeq number
 * @param remoteSequence the peer's last CSeq number, -1 before its first request
 * @param routeSet in the order of our requests' Route headers
 */
public record DialogState(
        String callId,
        String localTag,
        String remoteTag,
        String localUri,
        String remoteUri,
        String remoteTarget,
        long localSequence,
        long remoteSequence,
        List<String> routeSet,
        boolean secure) {
    /** Copies. */
    public DialogState {
        routeSet = List.copyOf(routeSet);
    }
}
