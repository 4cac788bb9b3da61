package org.strowger.call.program;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.strowger.agent.AgentOutcome;
import org.strowger.call.VoiceAgent;
import org.strowger.call.agent.AgentVisit;

/** A voice agent as the program sees it. Lives on the call's thread; the visit is touched on the loop alone. */
final class ProgramAgent implements VoiceAgent {

    private final ProgramVerbs program;
    private final AgentVisit visit;
    private final Map<String, Consumer<Map<String, Object>>> actions = new HashMap<>();

    ProgramAgent(ProgramVerbs program, AgentVisit visit) {
        this.program = program;
        this.visit = visit;
    }

    /** Keeps what the agent says until a verb waits. */
    void listen() {
        program.onLoop(() -> visit.listener((name, message) -> program.tell(() -> heard(name, message))));
    }

    private void heard(String name, Map<String, Object> message) {
        program.onLoop(visit::told);
        Consumer<Map<String, Object>> action = actions.get(name);
        if (action != null) action.accept(message);
    }

    @Override
    public void on(String message, Consumer<Map<String, Object>> action) {
        actions.put(message, action);
    }

    @Override
    public void send(String message, Map<String, ?> content) {
        Map<String, Object> copy = new LinkedHashMap<>(content);
        program.perform(reply -> {
            visit.say(message, copy);
            reply.done(true);
        });
    }

    @Override
    public void stop() {
        program.perform(reply -> {
            visit.end("the script has ended it");
            reply.done(true);
        });
    }

    @Override
    public AgentOutcome await() {
        return program.<AgentOutcome>perform(visit::await);
    }
}
