package org.strowger.call.event;

import java.util.Locale;

/**
 * What the phones of an account do, all of them together: derived from where they are registered and what dialogs they
 * are in. Its constants are words of the dialplan.
 */
public enum DeviceState {
    /** None of its phones is registered, or none that is answers, and it is in no call. */
    OFFLINE,
    /** A phone can be called, and none is in a call. */
    IDLE,
    /** It is being called, and hasn't answered. */
    RINGING,
    /** It talks, or calls somebody; that it is called meanwhile makes no difference. */
    BUSY;

    /** As logs, status and presence documents have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
