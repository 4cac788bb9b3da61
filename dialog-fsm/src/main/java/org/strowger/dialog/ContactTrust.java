package org.strowger.dialog;

/**
 * How far the Contact of a peer is followed that names another address than the one that the peer was met at (RFC 3261
 * §12.1), where no route is recorded.
 */
public enum ContactTrust {
    /**
     * A phone, or somebody unknown: an address that it isn't at is one behind its NAT, or made up, and it stays where
     * it was met (RFC 5626 §5.3, as does RFC 3581 for responses).
     */
    MET,
    /**
     * One whose port a NAT has translated, or that has asked to be reached by its flow (RFC 5626 §5.3): it is where it
     * was met, even where its Contact names that very address, since the port there is not the one that is mapped.
     */
    MAPPED,
    /**
     * A peer of the configuration, such as a carrier whose addresses are several: followed, unless it is an address
     * that can't be reached from where we met it.
     */
    CONFIGURED
}
