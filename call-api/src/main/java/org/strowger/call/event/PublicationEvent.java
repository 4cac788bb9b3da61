package org.strowger.call.event;

import java.time.Duration;

/** What phones publish of their users (RFC 3903). */
public sealed interface PublicationEvent extends Happening.OfNoCall {

    /**
     * A phone has published its presence, or published another; not told again where it only refreshes it.
     *
     * @param account whose presence it is
     * @param expires from now
     */
    record Published(String account, Duration expires, String source) implements PublicationEvent {}

    /**
     * What a phone had published is so no longer.
     *
     * @param account whose presence it was
     * @param why {@code removed} by the phone, or {@code expired} since it was not refreshed
     */
    record PublicationEnded(String account, String why) implements PublicationEvent {}

    /**
     * A PUBLISH was refused.
     *
     * @param from who sent it, as it says itself
     * @param account whose presence it was for
     */
    record PublicationRefused(String from, String account, String source, int status, String why)
            implements PublicationEvent {
        public PublicationRefused {
            from = Text.bounded(from);
            account = Text.bounded(account);
            why = Text.bounded(why);
        }
    }
}
