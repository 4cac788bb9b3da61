package org.strowger.dialog.message;

/**
 * By what a session of ours is found: our tag is ours alone, so that the remote tag, of which an INVITE that forks has
 * several, is left to the session (§12).
 */
public record DialogId(String callId, String localTag) {}
