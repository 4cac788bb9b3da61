package org.strowger.directory;

import java.util.List;

/**
 * Accounts that are watched together, by one subscription (RFC 4662).
 *
 * @param name the user part of its address
 * @param members accounts, each of them once, in the order in which a panel shows them
 */
public record ResourceList(String name, List<String> members) {

    /** Members of a list at most, so that all of them are named in one NOTIFY. */
    public static final int MOST_MEMBERS = 200;

    /** Copies. */
    public ResourceList {
        members = List.copyOf(members);
    }
}
