package org.strowger.agent;

/**
 * What a voice agent is told of the call when its stream begins.
 *
 * @param stream names the stream, the same after a reconnection
 * @param call its id, as in logs and events
 * @param from the number that calls
 * @param to the number dialled
 */
public record AgentCall(String stream, String call, String from, String to) {}
