package org.strowger.call.presence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.strowger.call.event.DeviceState;

/**
 * What is so of an account: what its phones do, as the switch knows it, and what it has published besides.
 *
 * @param published in the order in which it was
 */
public record Presence(DeviceState device, List<PublishedPresence> published) {

    /** The type of its document. */
    public static final String TYPE = "application/pidf+xml";

    /** Copies. */
    public Presence {
        published = List.copyOf(published);
    }

    /** As it is told to those who watch an account (RFC 3863). */
    public byte[] document(String account, String domain) {
        return PresenceDocument.of(account, domain, this).getBytes(StandardCharsets.UTF_8);
    }
}
