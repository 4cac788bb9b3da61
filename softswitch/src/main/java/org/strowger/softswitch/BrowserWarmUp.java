package org.strowger.softswitch;

import java.util.List;
import org.strowger.sip.transport.Listener;
import org.strowger.webrtc.BrowserPeer;

/**
 * Gets ready for browsers' media where browsers may come, so that the first of them waits no longer than the others;
 * nothing of it is loaded elsewhere.
 */
final class BrowserWarmUp {

    private BrowserWarmUp() {}

    /** Begins, where one of these is only a browser's. */
    static void start(List<Listener> listeners) {
        boolean mayCome =
                listeners.stream().anyMatch(listener -> !listener.transport().canCall());
        if (mayCome) Thread.ofVirtual().name("browser-warm-up").start(BrowserPeer::warmUp);
    }
}
