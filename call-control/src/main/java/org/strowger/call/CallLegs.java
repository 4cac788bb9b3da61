package org.strowger.call;

import java.util.Map;
import java.util.function.Consumer;

/** What a program can do about the legs of its call. */
public interface CallLegs {

    /** Where the caller is: the INVITEs to come say so, by Geolocation and PIDF-LO (RFC 6442). */
    void location(CallerLocation where);

    /** The address that is kept for a caller's account, or for its number while it has not proved itself; empty if there is none. */
    Map<String, String> civicAddressOf(Caller caller);

    /** Tells the program of each offer in mid-call before anybody else sees it, within the verb that waits then; replaces an earlier one. */
    void onOffer(Consumer<OfferedChange> watcher);
}
