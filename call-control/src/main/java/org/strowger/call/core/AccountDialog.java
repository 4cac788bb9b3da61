package org.strowger.call.core;

/**
 * A dialog that a phone of an account is in, as its watchers see it (RFC 4235).
 *
 * @param callId its name among those of all accounts, too: each leg has one of its own
 * @param localTag the phone's; empty before it has told one
 * @param remoteTag ours, as who the phone talks with
 * @param party with whom it talks: a number
 * @param partyName the name that goes with it; may be empty
 */
public record AccountDialog(
        String callId,
        String localTag,
        String remoteTag,
        Direction direction,
        Stage stage,
        String party,
        String partyName) {

    boolean isWith(String other, String otherName) {
        return party.equals(other) && partyName.equals(otherName);
    }

    /** The same, with somebody else. */
    AccountDialog with(String other, String otherName) {
        return new AccountDialog(callId, localTag, remoteTag, direction, stage, other, otherName);
    }

    /** Who has begun it. */
    public enum Direction {
        INITIATOR,
        RECIPIENT
    }

    /** How far it has come. */
    public enum Stage {
        TRYING,
        EARLY,
        CONFIRMED
    }
}
