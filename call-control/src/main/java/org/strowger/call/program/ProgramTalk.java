package org.strowger.call.program;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.call.Talk;
import org.strowger.call.core.Reply;
import org.strowger.call.talk.Conversation;

/** A talk as the program sees it. Lives on the call's thread; its conversation is touched on the loop alone. */
final class ProgramTalk implements Talk {

    private static final Duration BETWEEN_DIGITS = Duration.ofSeconds(3);
    private static final int LONGEST = 32;

    /** Digits of one leg, and when the last one came. */
    private record Pressed(String digits, Duration at) {}

    private final ProgramVerbs program;
    private final TalkOver over;
    private final Conversation conversation;
    private final Map<String, Runnable> actions = new LinkedHashMap<>();
    private final Map<String, Pressed> pressed = new HashMap<>();

    ProgramTalk(ProgramVerbs program, Conversation conversation, TalkOver over) {
        this.program = program;
        this.conversation = conversation;
        this.over = over;
    }

    /** The end of a conversation, whether somebody waits for it already or will. On the loop. */
    static final class TalkOver {
        private java.util.Optional<Duration> talked = java.util.Optional.empty();
        private java.util.Optional<Reply<Duration>> waiting = java.util.Optional.empty();

        void over(Duration length) {
            talked = java.util.Optional.of(length);
            waiting.ifPresent(reply -> reply.done(length));
        }

        void await(Reply<Duration> reply) {
            if (talked.isPresent()) reply.done(talked.get());
            else waiting = java.util.Optional.of(reply);
        }
    }

    @Override
    public void on(String digits, Runnable action) {
        if (!digits.matches("[0-9*#A-D]{1," + LONGEST + "}"))
            throw new IllegalArgumentException("on '" + digits + "': these are no digits of a phone");
        actions.put(digits, action);
        program.perform(reply -> {
            conversation.digits((leg, digit) -> program.tell(() -> press(leg.name, digit)));
            reply.done(true);
        });
    }

    @Override
    public void limit(Duration length) {
        program.perform(reply -> {
            conversation.limit(length);
            reply.done(true);
        });
    }

    @Override
    public Duration await() {
        return program.<Duration>perform(over::await);
    }

    private void press(String leg, char digit) {
        Duration now = program.duration();
        Pressed before = pressed.getOrDefault(leg, new Pressed("", now));
        boolean goesOn = now.minus(before.at()).compareTo(BETWEEN_DIGITS) <= 0;
        String digits = (goesOn ? before.digits() : "") + digit;
        if (digits.length() > LONGEST) digits = digits.substring(1);
        pressed.put(leg, new Pressed(digits, now));
        for (Map.Entry<String, Runnable> action : actions.entrySet()) {
            if (!digits.endsWith(action.getKey())) continue;
            pressed.remove(leg);
            action.getValue().run();
            return;
        }
    }
}
