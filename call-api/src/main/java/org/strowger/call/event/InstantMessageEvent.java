package org.strowger.call.event;

import java.time.Duration;

/** Messages of accounts to accounts (RFC 3428). What they say is in none of these. */
public sealed interface InstantMessageEvent extends Happening.OfNoCall {

    /**
     * A phone has taken a message.
     *
     * @param from the account that has sent it
     * @param account whose phone it is
     * @param waited how long it was kept for want of a phone; zero where one was there
     */
    record MessageDelivered(String from, String account, Duration waited) implements InstantMessageEvent {}

    /**
     * A message is kept until a phone is there that takes it.
     *
     * @param from the account that has sent it
     * @param account whom it is for
     */
    record MessageKept(String from, String account) implements InstantMessageEvent {}

    /**
     * A message that was kept is so no longer, and nobody has taken it.
     *
     * @param from the account that has sent it
     * @param account whom it was for
     * @param why {@code expired}, or how a phone refused it
     */
    record MessageUndelivered(String from, String account, String why) implements InstantMessageEvent {
        public MessageUndelivered {
            why = Text.bounded(why);
        }
    }

    /**
     * A message was refused, by the switch or by the phones that it was for.
     *
     * @param from who sent it, as it says itself
     * @param account whom it was for
     */
    record MessageRefused(String from, String account, String source, int status, String why)
            implements InstantMessageEvent {
        public MessageRefused {
            from = Text.bounded(from);
            account = Text.bounded(account);
            why = Text.bounded(why);
        }
    }
}
