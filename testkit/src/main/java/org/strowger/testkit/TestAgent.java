package org.strowger.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strowger.agent.AgentSocket;
import org.strowger.agent.AgentSockets;
import org.strowger.audio.Pcm;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Secret;

/**
 * A voice agent that a plan under test connects callers with, by {@code stream}. It takes every connection, hears, and
 * says nothing until it is told to. It has one caller at a time. On the test's thread; what it does happens on a loop
 * of its own.
 */
public final class TestAgent {

    private static final int NARROW = 8000;

    private final VirtualSwitch home;
    private final Loop loop;
    private final PhoneEars ears;
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private Map<String, String> headers = Map.of();
    private short[] heard = new short[0];
    private @Nullable Connection connection;
    private String outOfReach = "";
    private boolean echoes;
    private boolean reads = true;

    TestAgent(VirtualSwitch home, Loop loop) {
        this.home = home;
        this.loop = loop;
        this.ears = new PhoneEars(home, () -> heard);
    }

    AgentSocket open(Map<String, Secret> given, AgentSockets.Listener listener) {
        Connection made = new Connection(listener);
        loop.execute(() -> {
            if (!outOfReach.isEmpty()) {
                listener.broken(outOfReach);
                return;
            }
            headers = given.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, one -> one.getValue().reveal()));
            connection = made;
            listener.opened();
        });
        return made;
    }

    // What it does.

    /** Says a sound file, all of it at once: the switch speaks it in its own time. */
    public TestAgent says(String file) {
        Pcm pcm = Pcm.of(NARROW, ears.samples(file));
        return does(there -> there.speak(pcm.at(there.wire.rate()).samples()));
    }

    /** Asks to be told when all that it has said was spoken. */
    public TestAgent marks(String name) {
        return does(there -> there.send(there.wire.mark(name)));
    }

    /** Wants nothing of what it has said to be spoken any more. */
    public TestAgent clears() {
        return does(there -> there.send(there.wire.clear()));
    }

    /** Sends a message of this name, for the plan's {@code on}. */
    public TestAgent sends(String event) {
        return sends(Map.of(), event);
    }

    /** The same with content: {@code bot.sends 'transfer', extension: '1002'}. */
    public TestAgent sends(Map<String, ?> content, String event) {
        return does(there -> there.send(AgentWire.event(event, content)));
    }

    /** Sends a text as it stands. */
    public TestAgent sendsText(String text) {
        return does(there -> there.send(text));
    }

    /** From now on says what it hears. */
    public TestAgent echoes() {
        echoes = true;
        return this;
    }

    /** Is through. */
    public TestAgent finishes() {
        return does(there -> there.send(AgentWire.stop()));
    }

    /** The connection breaks; a new one may be made. */
    public TestAgent breaks() {
        return does(there -> there.lose("connection reset (by the test)"));
    }

    /** The connection breaks, if there is one, and nobody can make one from now on. */
    public TestAgent dies() {
        loop.execute(() -> {
            outOfReach = "connection refused (by the test)";
            if (connection != null) connection.lose("connection reset (by the test)");
        });
        home.settle();
        return this;
    }

    /** Can be reached again. */
    public TestAgent isBack() {
        loop.execute(() -> outOfReach = "");
        home.settle();
        return this;
    }

    /** From now on takes nothing of what is sent to it. */
    public TestAgent stopsReading() {
        reads = false;
        return this;
    }

    private interface Doing {
        void by(Connection there);
    }

    private TestAgent does(Doing what) {
        loop.execute(() -> {
            if (connection == null) throw new IllegalStateException("nobody is connected with this agent");
            what.by(connection);
        });
        home.settle();
        return this;
    }

    // What became of it.

    /** Whether it talks with somebody. */
    public boolean isConnected() {
        return connection != null;
    }

    /** The messages that it has got, the media of media streams left out, in order. */
    public List<Map<String, Object>> getMessages() {
        return List.copyOf(messages);
    }

    /** Those of a name. */
    public List<Map<String, Object>> messages(String event) {
        return messages.stream()
                .filter(message -> event.equals(message.get("event")))
                .toList();
    }

    /**
     * The last {@code start}.
     *
     * @throws NoSuchElementException if nobody was connected with it
     */
    public Map<String, Object> getStart() {
        return messages("start").getLast();
    }

    /** The digits that callers have pressed. */
    public String getDigits() {
        StringBuilder digits = new StringBuilder();
        for (Map<String, Object> message : messages("dtmf")) digits.append(AgentWire.digit(message));
        return digits.toString();
    }

    /** The headers of the last request for a connection. */
    public Map<String, String> getHeaders() {
        return headers;
    }

    /** Waits until it has heard a file to its end; gives up when it has not begun within five seconds. */
    public boolean hears(String file) {
        return ears.hears(file, java.time.Duration.ofSeconds(5));
    }

    private final class Connection implements AgentSocket {
        private final AgentSockets.Listener listener;
        private AgentWire wire = AgentWire.STROWGER;
        private int unsent;

        Connection(AgentSockets.Listener listener) {
            this.listener = listener;
        }

        // From the switch.

        @Override
        public void text(String message) {
            take(() -> {
                Map<String, Object> read = AgentWire.read(message);
                wire = wire.agreed(read);
                AgentWire.audio(read).ifPresentOrElse(this::hear, () -> messages.add(read));
            });
        }

        @Override
        public void binary(byte[] message) {
            take(() -> hear(AgentWire.samples(message)));
        }

        private void take(Runnable task) {
            if (!reads) {
                unsent++;
                return;
            }
            loop.execute(task);
        }

        private void hear(short[] pcm) {
            short[] narrow = Pcm.of(wire.rate(), pcm).at(NARROW).samples();
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + narrow.length);
            System.arraycopy(narrow, 0, heard, before, narrow.length);
            if (echoes) speak(pcm);
        }

        @Override
        public int unsent() {
            return unsent;
        }

        @Override
        public void more() {}

        @Override
        public void close(String why) {
            loop.execute(this::gone);
        }

        // To the switch.

        void speak(short[] pcm) {
            wire.speech(pcm).ifPresentOrElse(listener::text, () -> listener.binary(AgentWire.octets(pcm)));
        }

        void send(String text) {
            listener.text(text);
        }

        void lose(String why) {
            listener.broken(why);
            gone();
        }

        private void gone() {
            if (connection == this) connection = null;
        }
    }
}
