package org.strowger.configuration;

import java.time.Duration;
import org.strowger.call.setup.MessageSettings;

/** The keys of messages between accounts. */
final class MessageSchema {

    private static final Key<Integer> LARGEST = Key.of(
            "max-size",
            Kinds.count("a number of octets", 1, 16_384),
            "1300",
            "Octets of what a message says, without its headers. More get 413. More than the default is for networks that"
                    + " carry long datagrams, or phones that come by TCP, TLS or WebSocket (RFC 3428, section 8).");
    private static final Key<MessageSettings.Keeping> KEEP = Key.of(
            "keep",
            Kinds.choice("on or off", MessageSettings.Keeping.class),
            "off",
            "Whether a message for an account of which no phone is there is kept, in memory, until one is: its sender"
                    + " gets 202. With `off` it gets 480. What is kept ends with the switch.");
    private static final Key<Integer> MOST = Key.of(
            "max-kept",
            Kinds.count("a number of messages", 1, 1000),
            "50",
            "Messages that are kept for an account. Of more, their sender gets 480.");
    private static final Key<Duration> TIME = Key.of(
            "keep-for",
            Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
            "7d",
            "How long a message is kept; less where its sender says so (Expires).");

    static final Section SECTION = new Section(
            "messages", "Text messages of accounts to accounts (MESSAGE, RFC 3428).", """
            messages: {keep: on, keep-for: 2d}
            """, LARGEST, KEEP, MOST, TIME);

    private MessageSchema() {}

    static MessageSettings read(KeyReader keys) {
        return new MessageSettings(keys.one(LARGEST), keys.one(KEEP), keys.one(MOST), keys.one(TIME));
    }
}
