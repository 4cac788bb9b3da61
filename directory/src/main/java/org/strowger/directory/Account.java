package org.strowger.directory;

import java.util.Map;
import java.util.Optional;
import org.strowger.call.CivicAddress;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.sip.digest.DigestServer;

/**
 * Somebody who may register and call.
 *
 * @param user the user part of the address of record, and the digest username
 * @param verifier what digest is checked against
 * @param displayName toward callees; empty keeps what the phone says
 * @param context the dialplan context that its calls enter
 * @param maxContacts how many contacts it may have registered at once, 1 or more
 * @param location where it is, by the elements of {@link CivicAddress}, for emergency calls; empty if that is not known
 * @param media what its phones may use
 * @param quota its calls; the usual ones if it has none of its own
 * @param sessions how its sessions differ from those of all
 * @param keepAlive how its contacts are asked whether they are there; as all are if it has nothing of its own
 */
public record Account(
        String user,
        DigestServer.Verifier verifier,
        Optional<String> displayName,
        String context,
        int maxContacts,
        Map<String, String> location,
        MediaPolicy media,
        Optional<Quota> quota,
        SessionPolicy sessions,
        Optional<KeepAlive> keepAlive) {

    /** Copies. */
    public Account {
        location = CivicAddress.ordered(location);
    }

    /** Somebody whose place is not known, with any media. */
    public Account(
            String user,
            DigestServer.Verifier verifier,
            Optional<String> displayName,
            String context,
            int maxContacts) {
        this(user, verifier, displayName, context, maxContacts, Map.of(), MediaPolicy.ANY);
    }

    /** Somebody with the usual quota. */
    public Account(
            String user,
            DigestServer.Verifier verifier,
            Optional<String> displayName,
            String context,
            int maxContacts,
            Map<String, String> location,
            MediaPolicy media) {
        this(
                user,
                verifier,
                displayName,
                context,
                maxContacts,
                location,
                media,
                Optional.empty(),
                SessionPolicy.USUAL,
                Optional.empty());
    }
}
