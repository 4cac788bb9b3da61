package org.strowger.call.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.agent.AgentCall;
import org.strowger.agent.AgentOutcome;
import org.strowger.agent.AgentRequest;
import org.strowger.agent.AgentStream;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.event.AgentEvent;
import org.strowger.call.event.Happening;
import org.strowger.call.sound.CallKeys;
import org.strowger.call.sound.MediaContext;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.statemachine.ShownUrl;

/** A caller's talk with a voice agent, from the first attempt to reach it to the end. Runs on the call's loop. */
public final class AgentVisit implements AutoCloseable, CallKeys.Listener, AgentStream.Listener {

    /** Messages that wait for the program; an agent that sends more is not heard. */
    private static final int MOST_UNTOLD = 100;

    /** Told of what the agent says. */
    public interface Said {
        void said(String name, Map<String, Object> message);
    }

    private final MediaContext call;
    private final AgentRequest request;
    private final MediaStream audio;
    private final Runnable gone;
    private final AgentStream stream;
    private final List<Tap> taps = new ArrayList<>();
    private final List<Reply<AgentOutcome>> waiting = new ArrayList<>();
    private final List<Map.Entry<String, Map<String, Object>>> early = new ArrayList<>();
    private @Nullable Said listener;
    private Runnable settled = () -> {};
    private Optional<AgentOutcome> outcome = Optional.empty();
    private int untold;

    AgentVisit(MediaContext call, AgentRequest request, int number, MediaStream audio, Runnable gone) {
        this.call = call;
        this.request = request;
        this.audio = audio;
        this.gone = gone;
        var facts = new AgentCall(
                call.id() + "-" + number,
                call.id(),
                call.request().caller().number(),
                call.request().number());
        this.stream = new AgentStream(
                call.loop(), call.home().agents(), request, facts, call.home().stories(), this);
    }

    /** @param reached told when the agent is there or can't be had */
    void begin(Runnable reached) {
        settled = reached;
        stream.begin();
    }

    // From the stream.

    @Override
    public void connected() {
        call.home().counters().agents.increment();
        call.publish(new AgentEvent.AgentConnected(call.id(), place()));
        call.keys().listen(this);
        taps.add(audio.listen(AudioSide.HEARD, stream.ear()));
        speak();
        settle();
    }

    /** The caller hears the agent from now on. */
    void speak() {
        if (outcome.isEmpty()) taps.add(audio.converse(stream.voice()));
    }

    @Override
    public void broken(String why) {
        call.publish(new AgentEvent.AgentBroken(call.id(), place(), why));
    }

    @Override
    public void said(String name, Map<String, Object> message) {
        if (untold >= MOST_UNTOLD) return;
        untold++;
        if (listener == null) early.add(Map.entry(name, message));
        else listener.said(name, message);
    }

    @Override
    public void over(AgentOutcome how) {
        outcome = Optional.of(how);
        boolean wasThere = !(how instanceof AgentOutcome.NotConnected) && !taps.isEmpty();
        Ending ending = new Ending(call.id());
        if (wasThere) {
            call.home().counters().agents.decrement();
            ending.step("an agent's keys", () -> call.keys().leave(this));
        }
        taps.forEach(tap -> ending.step("an agent's tap", tap::close));
        taps.clear();
        ending.step("an agent's last event", () -> call.publish(left(how)))
                .step("who waits for an agent", this::settle);
        waiting.forEach(reply -> ending.step("who waits for an agent's end", () -> reply.done(how)));
        waiting.clear();
        ending.step("an agent", gone::run);
    }

    private Happening left(AgentOutcome how) {
        return new AgentEvent.AgentLeft(call.id(), place(), how.wire(), why(how), stream.missed());
    }

    /** The verb that asked for the agent goes on; once. */
    private void settle() {
        Runnable told = settled;
        settled = () -> {};
        told.run();
    }

    private static String why(AgentOutcome how) {
        return switch (how) {
            case AgentOutcome.Finished _, AgentOutcome.Released _ -> "";
            case AgentOutcome.Lost(String why) -> why;
            case AgentOutcome.NotConnected(String why) -> why;
        };
    }

    /** The URL without what may be secret. */
    private String place() {
        return ShownUrl.of(request.url());
    }

    // From the program.

    /** What the agent has said and says from now on. */
    public void listener(Said told) {
        listener = told;
        early.forEach(message -> told.said(message.getKey(), message.getValue()));
        early.clear();
    }

    /** The program has heard one of them. */
    public void told() {
        untold--;
    }

    public void say(String name, Map<String, ?> content) {
        stream.say(name, content);
    }

    public void await(Reply<AgentOutcome> reply) {
        outcome.ifPresentOrElse(reply::done, () -> waiting.add(reply));
    }

    public void end(String why) {
        stream.end(why);
    }

    @Override
    public void pressed(char digit) {
        stream.pressed(digit);
    }

    @Override
    public void close() {
        stream.close();
    }
}
