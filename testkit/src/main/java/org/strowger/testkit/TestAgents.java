package org.strowger.testkit;

import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.agent.AgentSocket;
import org.strowger.agent.AgentSockets;
import org.strowger.statemachine.Secret;

/** Voice agents in memory, in place of those at the far end of WebSockets. Safe on any thread. */
final class TestAgents implements AgentSockets {

    private final Map<String, TestAgent> agents = new ConcurrentHashMap<>();

    /** One whose URLs begin so. */
    TestAgent agent(String url, VirtualSwitch home) {
        return agents.computeIfAbsent(
                url, name -> new TestAgent(home, home.time().newLoop("agent " + name)));
    }

    @Override
    public AgentSocket open(URI url, Map<String, Secret> headers, Listener listener) {
        Optional<TestAgent> known = agents.keySet().stream()
                .filter(url.toString()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(agents::get);
        if (known.isPresent()) return known.get().open(headers, listener);
        listener.broken("the test speaks of no agent('" + url + "')");
        return AgentSocket.CLOSED;
    }
}
