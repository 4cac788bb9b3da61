package org.strowger.directory;

import java.util.Optional;

/**
 * For whom the switch itself dials a number: a phone that forwards or transfers dials it by its own rights, through the
 * dialplan.
 *
 * @param account whose rights they are, if it is one of our accounts
 * @param trunk the carrier, if it is one
 */
public record OnBehalf(Standing standing, Optional<String> account, Optional<Trunk> trunk) {

    /** Whether somebody may dial here at all. */
    enum Standing {
        /** It has called in, or is an account or a trunk of ours. */
        KNOWN,
        /** Somebody elsewhere. */
        UNKNOWN
    }

    static final OnBehalf NOBODY = new OnBehalf(Standing.UNKNOWN, Optional.empty(), Optional.empty());

    public static OnBehalf account(String user) {
        return new OnBehalf(Standing.KNOWN, Optional.of(user), Optional.empty());
    }

    public static OnBehalf trunk(Trunk trunk) {
        return new OnBehalf(Standing.KNOWN, Optional.empty(), Optional.of(trunk));
    }

    /** Who called in. */
    public static OnBehalf caller(Optional<String> account, Optional<Trunk> trunk) {
        return new OnBehalf(Standing.KNOWN, account, trunk);
    }

    /** Whether both have proved to be the same account or trunk. */
    public boolean isProvenAs(OnBehalf other) {
        return account.isPresent()
                ? account.equals(other.account)
                : trunk.isPresent() && trunk.map(Trunk::name).equals(other.trunk.map(Trunk::name));
    }

    /** Whether it is an account or a trunk, and not just who called in. */
    public boolean isProven() {
        return account.isPresent() || trunk.isPresent();
    }

    public boolean isSomebody() {
        return standing == Standing.KNOWN;
    }
}
