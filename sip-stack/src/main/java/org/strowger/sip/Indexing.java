package org.strowger.sip;

/** What the index of a frame found. */
public sealed interface Indexing {

    /** A message that can be routed, if only to an answer that refuses it. */
    record Indexed(WireMessage message) implements Indexing {}

    /** Nothing to route or to answer. */
    record Rejected(Junk why) implements Indexing {}
}
