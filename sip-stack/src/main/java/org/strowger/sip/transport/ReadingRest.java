package org.strowger.sip.transport;

import io.netty.channel.Channel;
import java.time.Duration;
import org.strowger.statemachine.Loop;

/**
 * A connection isn't read for a while: what its peer sends would be dropped, and stays in his socket instead, as
 * datagrams are left unread. What he may send all the same, as a call for help, waits no longer than that.
 */
final class ReadingRest {

    static final Duration REST = Duration.ofMillis(20);

    private ReadingRest() {}

    /** On the loop that reads it. */
    static void begin(Channel channel, Loop loop) {
        if (!channel.config().isAutoRead()) return;
        channel.config().setAutoRead(false);
        loop.schedule(REST, () -> end(channel));
    }

    private static void end(Channel channel) {
        if (channel.isOpen()) channel.config().setAutoRead(true);
    }
}
