package org.strowger.dialog;

import java.util.Optional;
import org.strowger.sip.message.Uri;

/**
 * A REFER of the peer's: it wants whom it talks to be connected with somebody else (RFC 3515). Runs on the session's
 * loop.
 */
public interface Referral {

    /** Refer-To: whom; an attended transfer names the dialog in the header Replaces of this URI (RFC 3891). */
    Uri target();

    /** Referred-By, as written (RFC 3892). */
    Optional<String> referredBy();

    /** Sends 202, and 100 by NOTIFY. */
    void accept();

    /** Refuses with 4xx to 6xx: the session goes on as it was. */
    void refuse(int status);

    /** Tells a provisional status by NOTIFY. */
    void progress(int status);

    /**
     * Tells the final status by NOTIFY, once.
     *
     * @param told run when the peer has answered that NOTIFY, or can't any more
     */
    void finish(int status, Runnable told);
}
