package org.strowger.sip.message;

import java.text.ParseException;
import java.util.Optional;

/** A URI as messages hold it: {@code toString} is how it is written. */
public sealed interface Uri permits SipUri, OtherUri {

    /** The URI that is written so; empty if it is none. */
    static Optional<Uri> read(String text) {
        try {
            return Optional.of(Uris.shown(Sip.parsedUri(text)));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /**
     * The URI that is written so.
     *
     * @throws BadMessageException if it is none
     */
    static Uri of(String text) {
        try {
            return Uris.shown(Sip.parsedUri(text));
        } catch (ParseException e) {
            throw new BadMessageException(text + " is no URI", e);
        }
    }
}
