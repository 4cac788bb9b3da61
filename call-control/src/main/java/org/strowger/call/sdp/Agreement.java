package org.strowger.call.sdp;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.media.MediaStream;
import org.strowger.sdp.SessionDescription;

/**
 * All of a leg's media that an exchange changes, as it stood before.
 *
 * @param open what the peer has offered and we have not answered yet
 * @param answered whether the last exchange was the peer's offer and our answer
 * @param streams those that were open
 */
record Agreement(
        @Nullable SessionDescription sent,
        @Nullable SessionDescription heard,
        @Nullable SessionDescription open,
        boolean answered,
        int version,
        LegSecurity security,
        Set<MediaStream> streams) {}
