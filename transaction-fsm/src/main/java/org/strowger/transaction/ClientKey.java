package org.strowger.transaction;

/**
 * What a response must have in common with the request of a client transaction (§17.1.3): our branch, the method of
 * CSeq.
 */
record ClientKey(String branch, String method) {}
