package org.strowger.sdp;

/** A {@code c=} line (RFC 8866 §5.7): {@code IP4} or {@code IP6}, and an address as written. */
public record ConnectionData(String addressType, String address) {}
