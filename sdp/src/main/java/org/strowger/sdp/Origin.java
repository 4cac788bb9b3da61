package org.strowger.sdp;

/** The {@code o=} line (RFC 8866 §5.2). Session id and version are decimal numbers of any length. */
public record Origin(String username, String sessionId, String version, String addressType, String address) {}
