package org.strowger.call.agent;

import org.jspecify.annotations.Nullable;
import org.strowger.agent.AgentRequest;
import org.strowger.call.core.Reply;
import org.strowger.call.sound.MediaContext;
import org.strowger.media.MediaStream;

/** The voice agent that a call talks with, one at a time. Runs on the call's loop. */
public final class CallAgents {

    private final MediaContext call;
    private @Nullable AgentVisit visit;
    private int visits;

    public CallAgents(MediaContext call) {
        this.call = call;
    }

    /** Connects one; told as soon as it is there, or can't be had. Another that is there goes. */
    public void invite(AgentRequest request, Reply<AgentVisit> reply) {
        MediaStream audio = call.caller()
                .media
                .audio()
                .orElseThrow(
                        () -> new IllegalStateException("stream '" + request.url() + "': the caller has no audio"));
        callerTaken("another agent has taken over");
        AgentVisit[] held = new AgentVisit[1];
        AgentVisit made = call.scope()
                .open(() -> new AgentVisit(call, request, ++visits, audio, () -> {
                    if (visit == held[0]) visit = null;
                    call.scope().release(held[0]);
                }));
        held[0] = made;
        visit = made;
        made.begin(() -> reply.done(made));
    }

    /** The caller is connected with somebody else. */
    public void callerTaken(String why) {
        if (visit != null) visit.end(why);
    }

    /** What the caller was to be connected with has come to nothing. */
    public void goesOn() {
        if (visit != null) visit.speak();
    }
}
