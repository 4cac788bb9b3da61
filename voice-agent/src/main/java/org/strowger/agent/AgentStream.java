package org.strowger.agent;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.strowger.agent.AgentStreamTable.Effect;
import org.strowger.agent.AgentStreamTable.Event;
import org.strowger.agent.AgentStreamTable.State;
import org.strowger.audio.AudioQueue;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;

/**
 * A stream between a peer and a voice agent, over connections that may break and be made again. Runs on its loop, but
 * for {@link #ear} and {@link #voice}, which are a media loop's.
 */
public final class AgentStream implements AutoCloseable {

    /** Told of a stream, on its loop. */
    public interface Listener {
        /** The agent is there; once. */
        void connected();

        /** The connection has broken, and is tried again. */
        void broken(String why);

        /** The agent says something that the protocol doesn't know: it is for the script. */
        void said(String name, Map<String, Object> message);

        /** It is over; once, and the last that is told. */
        void over(AgentOutcome outcome);
    }

    /** An agent that is so far ahead is not read from until less waits. */
    private static final Duration FAR_AHEAD = Duration.ofSeconds(30);

    /** How much an agent may leave unread: a second of audio. */
    private static final int MOST_UNSENT = 50;

    /**
     * How many messages of all kinds an agent may leave unread: answers to its own marks are as many as it asks for.
     */
    private static final int MOST_UNSENT_MESSAGES = 4 * MOST_UNSENT;

    /** An agent that takes nothing for so many frames, 10 s, is gone. */
    private static final int MOST_MISSED = 500;

    private static final int FRAME_MILLIS = 20;

    private final Loop loop;
    private final AgentSockets sockets;
    private final AgentRequest request;
    private final AgentCall call;
    private final AgentDialect dialect;
    private final Listener listener;
    private final Machine<State, Event, Effect> machine;
    private final AudioQueue voice;
    private AgentSocket socket = AgentSocket.CLOSED;
    private int attempt;
    private String why = "";
    private int missedFrames;
    private long missedInAll;
    private volatile boolean paused; // written by the stream's loop, read by the media loop

    /** One that is not begun yet. The observer is told of its connection's steps, with the call as their owner. */
    public AgentStream(
            Loop loop,
            AgentSockets sockets,
            AgentRequest request,
            AgentCall call,
            MachineObserver observer,
            Listener listener) {
        this.loop = loop;
        this.sockets = sockets;
        this.request = request;
        this.call = call;
        this.dialect = AgentDialect.of(request);
        this.listener = listener;
        this.voice = new AudioQueue(request.rate(), new VoiceListener());
        this.machine = new Machine<>(
                AgentStreamTable.TABLE,
                loop,
                AgentStreamTable.Time.timings(request.reconnect()),
                (effect, _) -> perform(effect),
                observer,
                call);
    }

    /** What its connection goes through. */
    public static StateTable<?, ?, ?> table() {
        return AgentStreamTable.TABLE;
    }

    /** Begins. */
    public void begin() {
        machine.start();
        connect();
    }

    /** What the agent says. */
    public AudioSource voice() {
        return voice;
    }

    /** Where the agent hears the caller. */
    public AudioSink ear() {
        return new Ear();
    }

    /** How much of what the caller said the agent did not take. */
    public Duration missed() {
        return Duration.ofMillis(missedInAll * FRAME_MILLIS);
    }

    /** Tells the agent of a digit that the caller has pressed. */
    public void pressed(char digit) {
        send(dialect.pressed(digit));
    }

    /**
     * Says something of the script's to the agent; nothing while the connection is broken.
     *
     * @throws IllegalArgumentException for a name that the protocol gives a meaning, or what JSON can't hold
     */
    public void say(String name, Map<String, ?> message) {
        send(dialect.said(name, message));
    }

    /** Ends it: the agent is told why. */
    public void end(String reason) {
        if (machine.isOver()) return;
        why = reason;
        machine.post(Event.CLOSE);
    }

    @Override
    public void close() {
        end("the call is over");
    }

    private void send(AgentMessage message) {
        if (machine.state() != State.OPEN) return;
        if (socket.unsent() >= MOST_UNSENT_MESSAGES) {
            broken("it has left " + MOST_UNSENT_MESSAGES + " messages unread");
            return;
        }
        message.send(socket);
    }

    // The connection.

    private void perform(Effect effect) {
        switch (effect) {
            case CONNECT -> connect();
            case SAY_START -> start(AgentDialect.Beginning.FIRST);
            case SAY_START_AGAIN -> start(AgentDialect.Beginning.AGAIN);
            case SAY_STOP -> dialect.stopped(why).send(socket);
            case HANG_UP -> hangUp();
            case TELL_CONNECTED -> listener.connected();
            case TELL_BROKEN -> listener.broken(why);
            case TELL_NOT_CONNECTED -> listener.over(new AgentOutcome.NotConnected(why));
            case TELL_FINISHED -> listener.over(new AgentOutcome.Finished());
            case TELL_RELEASED -> listener.over(new AgentOutcome.Released());
            case TELL_LOST -> listener.over(new AgentOutcome.Lost(why));
        }
    }

    private void connect() {
        why = "no answer within the time that it had";
        attempt++;
        socket = sockets.open(request.url(), request.headers(), new Connection(attempt));
    }

    private void start(AgentDialect.Beginning beginning) {
        why = "";
        missedFrames = 0;
        paused = false;
        dialect.started(call, beginning).forEach(message -> message.send(socket));
    }

    private void hangUp() {
        attempt++; // what this socket still tells is of no interest
        socket.close(why);
        socket = AgentSocket.CLOSED;
    }

    private void broken(String reason) {
        why = reason;
        machine.post(Event.BROKEN);
    }

    /** One connection, told on any thread; one that has been left tells nothing. */
    private final class Connection implements AgentSockets.Listener {
        private final int number;

        Connection(int number) {
            this.number = number;
        }

        private void onLoop(Runnable task) {
            loop.execute(() -> {
                if (number == attempt && !machine.isOver()) task.run();
            });
        }

        @Override
        public void opened() {
            onLoop(() -> machine.fire(Event.OPENED));
        }

        @Override
        public void text(String message) {
            onLoop(() -> received(dialect.read(message)));
        }

        @Override
        public void binary(byte[] message) {
            onLoop(() -> received(dialect.read(message)));
        }

        @Override
        public void closed(int code, String reason) {
            onLoop(() -> {
                if (code == 1000 || code == 1001) machine.fire(Event.FINISHED);
                else AgentStream.this.broken("closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
            });
        }

        @Override
        public void broken(String reason) {
            onLoop(() -> AgentStream.this.broken(reason));
        }
    }

    // What the agent says.

    private void received(FromAgent message) {
        switch (message) {
            case FromAgent.Speech(short[] pcm) -> voice.write(pcm);
            case FromAgent.Mark(String name) -> voice.mark(name);
            case FromAgent.Clear _ -> {
                Duration thrown = voice.clear();
                dialect.cleared(thrown).ifPresent(this::send);
            }
            case FromAgent.Stop _ -> machine.fire(Event.FINISHED);
            case FromAgent.Said(String name, Map<String, Object> said) -> listener.said(name, said);
            case FromAgent.Bad(String reason) -> dialect.refused(reason).ifPresent(this::send);
        }
        readOn();
    }

    private void readOn() {
        paused = isFarAhead();
        if (!paused) socket.more();
    }

    private boolean isFarAhead() {
        return voice.waiting().compareTo(FAR_AHEAD) >= 0 || voice.isCrowded();
    }

    private final class VoiceListener implements AudioQueue.Listener {
        @Override
        public void passed(String mark, AudioQueue.Fate fate) {
            loop.execute(() -> send(dialect.passed(mark, fate)));
            moved();
        }

        @Override
        public void taken() {
            moved();
        }

        /** Reads on where reading was left off; whoever comes first does it. */
        private void moved() {
            if (!paused || isFarAhead()) return;
            loop.execute(() -> {
                if (paused && machine.state() == State.OPEN) readOn();
            });
        }
    }

    // What the agent hears.

    private final class Ear implements AudioSink {
        @Override
        public int rate() {
            return request.rate();
        }

        @Override
        public void write(short[] pcm, int samples) {
            short[] frame = Arrays.copyOf(pcm, samples);
            loop.execute(() -> heard(frame));
        }
    }

    private void heard(short[] frame) {
        if (machine.state() != State.OPEN) return;
        if (socket.unsent() >= MOST_UNSENT) {
            missedInAll++;
            if (++missedFrames == MOST_MISSED)
                broken("it has taken nothing for " + MOST_MISSED * FRAME_MILLIS / 1000 + " s");
            return;
        }
        if (missedFrames > 0)
            dialect.missed(Duration.ofMillis((long) missedFrames * FRAME_MILLIS))
                    .ifPresent(this::send);
        missedFrames = 0;
        send(dialect.heard(frame));
    }
}
