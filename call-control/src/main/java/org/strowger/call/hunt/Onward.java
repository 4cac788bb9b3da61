package org.strowger.call.hunt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.CallerLocation;
import org.strowger.sip.message.SipHeader;

/** What the INVITEs of the legs to come will say, as the program sets it. Runs on the call's loop. */
public final class Onward {

    private Map<String, SipHeader> headers = Collections.emptyMap();
    private OnwardInvite.CallerFacts caller;
    private Optional<CallerLocation> location = Optional.empty();
    private Optional<String> referrer = Optional.empty();
    private boolean urgent;

    public Onward(OnwardInvite.CallerFacts caller) {
        this.caller = caller;
    }

    OnwardInvite.CallerFacts caller() {
        return caller;
    }

    /** The caller's number toward the legs to come. */
    public void maskCaller(String mask) {
        caller = caller.masked(mask);
    }

    /** Where the caller is, for the INVITEs to come. */
    public void location(CallerLocation where) {
        location = where.isEmpty() ? Optional.empty() : Optional.of(where);
    }

    public Optional<CallerLocation> location() {
        return location;
    }

    /** The account whose transfer has led to this call. */
    public void referrer(String account) {
        referrer = Optional.of(account);
    }

    Optional<String> referrer() {
        return referrer;
    }

    /** An emergency: it has come in past every limit, and its INVITEs say so. */
    public void urgent() {
        urgent = true;
    }

    public boolean isUrgent() {
        return urgent;
    }

    /** A header of the INVITEs to come. */
    public void header(SipHeader header) {
        if (headers.isEmpty()) headers = new LinkedHashMap<>();
        headers.put(header.name().toLowerCase(Locale.ROOT), header);
    }

    List<SipHeader> headers() {
        return List.copyOf(headers.values());
    }
}
