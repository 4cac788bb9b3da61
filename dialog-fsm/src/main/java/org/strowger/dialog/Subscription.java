package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import org.strowger.sip.message.SipHeader;

/** A subscription of a peer's that has been granted (RFC 6665). Runs on its loop. */
public interface Subscription {

    /** Why a subscription of a peer's is over. */
    enum End {
        /** It was fetched only, ended by its subscriber, or not refreshed in time. */
        TIMEOUT("timeout"),
        /** What it was for is there no more. */
        NO_RESOURCE("noresource"),
        /** The subscriber may know it no longer. */
        REJECTED("rejected"),
        /** We want to be rid of it, and the subscriber may come again at once. */
        DEACTIVATED("deactivated"),
        /** A NOTIFY was refused or got no answer. */
        NOBODY_LISTENS("");

        private final String reason;

        End(String reason) {
            this.reason = reason;
        }

        /** As Subscription-State says it (RFC 6665 §4.1.3); empty where there is nobody to be told. */
        public String reason() {
            return reason;
        }
    }

    /** The state is another one: the subscriber is told as soon as it may be. */
    void changed();

    /** Ends it, for one of the reasons that can be told. */
    void end(End why);

    /** Who has it, and what for. */
    interface Owner {

        /**
         * The state as it is now.
         *
         * @param version of the NOTIFY that it is for, counted from 0
         */
        EventState state(long version);

        /** What stands in the answer that grants it and in each NOTIFY, besides what always does. */
        default List<SipHeader> headers() {
            return List.of();
        }

        /**
         * The subscriber may lack what it was told before: a SUBSCRIBE was granted (RFC 6665 §4.2.1.2), or a NOTIFY was
         * put off. So whoever tells what is new alone tells everything again.
         */
        default void anew() {}

        /** It is over. Told once. */
        void ended(Subscription subscription, End why);
    }

    /**
     * What a NOTIFY says.
     *
     * @param content with its type; empty where there is nothing to say
     */
    record EventState(Optional<Content> content) {
        /** Nothing. */
        public static final EventState NONE = new EventState(Optional.empty());

        /** This. */
        public static EventState of(String type, byte[] body) {
            return new EventState(Optional.of(new Content(type, body)));
        }
    }

    /** @param type for Content-Type */
    @SuppressWarnings("ArrayRecordComponent") // not written again
    record Content(String type, byte[] body) {}
}
