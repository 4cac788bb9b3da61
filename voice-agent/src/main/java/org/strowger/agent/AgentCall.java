package org.strowger.agent;

/**
 * The call that an agent is to hear.
 *
 * @param stream names the stream, the same after a reconnection
 * @param call its id, as in logs and events
 * @param from the number that calls
 * @param to the number dialled
 */
public record AgentCall(String stream, String call, String from, String to) {}
