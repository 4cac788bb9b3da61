package org.strowger.directory;

import org.strowger.statemachine.Secret;

/**
 * Who we are to a trunk that asks for credentials (RFC 3261 §22).
 *
 * @param user of digest authentication
 */
public record TrunkLogin(String user, Secret password) {}
