package org.strowger.call.sdp;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.media.MediaStream;
import org.strowger.sdp.SessionDescription;

/**
 * All of a leg's media that an exchange changes, as it stood before.
 *
 * @param open what the peer has offered and we have not answered yet
 * @param version of what was sent
 * @param streams those that were open
 */
record Agreement(
        OfferAnswer said,
        @Nullable SessionDescription open,
        int version,
        LegSecurity security,
        Set<MediaStream> streams) {}
