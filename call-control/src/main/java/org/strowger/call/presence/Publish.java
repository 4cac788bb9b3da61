package org.strowger.call.presence;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.sip.message.SipResponse;

/**
 * A PUBLISH whose sender may publish, and which says what can be kept.
 *
 * @param account whose presence it is
 * @param source where it came from
 * @param seconds that are granted; 0 takes back what was published
 * @param tag the entity tag of what it is about (SIP-If-Match); without one it is a new publication
 * @param state what is published; a refresh and a removal have none
 * @param answered told what has come of it, once, on the loop of the account's publications
 */
record Publish(
        String account,
        String source,
        long seconds,
        Optional<String> tag,
        Optional<PublishedPresence> state,
        Consumer<Answer> answered) {

    /**
     * What has come of it.
     *
     * @param tag the entity tag under which it is known from now on; empty where it was refused
     */
    record Answer(int status, String tag, String why) {

        static Answer done(String tag) {
            return new Answer(SipResponse.OK, tag, "");
        }

        static Answer refused(int status, String why) {
            return new Answer(status, "", why);
        }
    }
}
