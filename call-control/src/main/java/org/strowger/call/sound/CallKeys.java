package org.strowger.call.sound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.Detectors;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.call.event.DigitSource;
import org.strowger.call.event.LegEvent;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.sdp.InfoDigit;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.sdp.Codec;
import org.strowger.sdp.MediaDescription;
import org.strowger.sip.message.SipRequest;

/**
 * The digits of a call: takes each press of its legs once, in whatever way it comes; tells the program, the question
 * that waits and the other leg, in the way that one takes. Runs on the call's loop.
 */
public final class CallKeys implements AutoCloseable {

    /** How long a digit is pressed to a leg for another that pressed it. */
    private static final Duration PRESS = Duration.ofMillis(160);

    /** Digits pressed before anybody asks. */
    private static final int TYPED_AHEAD = 32;

    private static final char MASK = '•';

    /** Takes the caller's digits as they are pressed, instead of a question to come. */
    @FunctionalInterface
    public interface Listener {
        void pressed(char digit);
    }

    private final MediaContext call;
    private final ArrayDeque<Character> ahead = new ArrayDeque<>(1);
    private @Nullable DigitCollector asking;
    /** Who takes what is pressed, the last who came first. */
    private final ArrayDeque<Listener> listeners = new ArrayDeque<>(1);

    private @Nullable Tap tones;
    /** The end key of a question that was answered without it: somebody may press it nevertheless. */
    private Optional<Character> superfluous = Optional.empty();

    public CallKeys(MediaContext call) {
        this.call = call;
    }

    // What legs press.

    /** Whether an INFO was a digit, and has been taken. */
    public boolean informed(CallLeg leg, SipRequest info) {
        Optional<InfoDigit> digit = InfoDigit.of(info);
        digit.ifPresent(press -> pressed(leg, press.digit(), DigitSource.INFO, press.length()));
        return digit.isPresent();
    }

    void pressed(CallLeg leg, char digit, DigitSource source, Duration length) {
        if (!leg.keypad.isNew(digit, source, length, call.loop().nanos())) return;
        boolean ofCaller = leg == call.caller();
        call.home()
                .publish(new LegEvent.DigitPressed(
                        call.id(), leg.name, String.valueOf(isShown(leg) ? digit : MASK), source));
        Optional<CallLeg> partner = leg.partner();
        partner.ifPresent(other -> pass(other, digit, source));
        leg.pressed(digit);
        if (!ofCaller) return;
        if (asking != null) asking.pressed(digit);
        else if (!listeners.isEmpty()) listeners.element().pressed(digit);
        else if (partner.isEmpty()) {
            keep(digit);
            call.media().interruptedByDigit();
        }
        call.tell(program -> program.pressed(digit));
    }

    /**
     * Only the answer to an open question: what is pressed ahead may become the answer to a masked one, and what is
     * pressed to others (to a bank, to a room, to an agent) is theirs.
     */
    private boolean isShown(CallLeg leg) {
        return leg == call.caller()
                && asking != null
                && asking.question().secrecy() != DigitQuestion.Secrecy.MASKED
                && leg.partner().isEmpty();
    }

    private void keep(char digit) {
        boolean habit = superfluous.filter(end -> end == digit).isPresent();
        superfluous = Optional.empty();
        if (!habit && ahead.size() < TYPED_AHEAD) ahead.add(digit);
    }

    /** Tones are heard in the audio anyway, and events that can pass have passed already. */
    private static void pass(CallLeg to, char digit, DigitSource source) {
        if (takesEvents(to)) {
            if (source != DigitSource.EVENT) press(to, digit);
        } else if (to.keypad.uses(DigitSource.INFO)) {
            to.session().info(InfoDigit.TYPE, new InfoDigit(digit, PRESS).body());
        } else if (source != DigitSource.TONE) {
            press(to, digit);
        }
    }

    private static void press(CallLeg to, char digit) {
        to.media.audio().ifPresent(stream -> stream.press(digit, PRESS));
    }

    private static boolean takesEvents(CallLeg leg) {
        return leg.media.heard().stream()
                .flatMap(described -> described.media().stream())
                .filter(MediaDescription::isActive)
                .filter(medium -> medium.type().equals("audio"))
                .findFirst()
                .filter(medium -> medium.codecs().stream().anyMatch(Codec::isTelephoneEvent))
                .isPresent();
    }

    // What is asked.

    /**
     * Begins to put an answer together; what was pressed ahead counts.
     *
     * @param bargeIn done at the first digit
     */
    DigitCollector ask(DigitQuestion question, Runnable bargeIn, Consumer<DigitAnswer> reply) {
        hearTones();
        DigitCollector collector = new DigitCollector(question, call::after, bargeIn, answer -> {
            asking = null;
            boolean endless = answer.ending() == DigitAnswer.Ending.COMPLETE;
            superfluous = endless ? question.end() : Optional.empty();
            reply.accept(answer);
        });
        asking = collector;
        if (superfluous.isPresent() && superfluous.equals(Optional.ofNullable(ahead.peek()))) ahead.remove();
        superfluous = Optional.empty();
        while (!collector.isOver() && !ahead.isEmpty()) collector.pressed(ahead.remove());
        return collector;
    }

    /** From now on somebody else takes what is pressed. */
    public void listen(Listener other) {
        forgetPressed();
        hearTones();
        listeners.push(other);
    }

    /** Not any longer. */
    public void leave(Listener other) {
        listeners.remove(other);
    }

    /** What was pressed so far was meant for somebody else. */
    public void forgetPressed() {
        ahead.clear();
        superfluous = Optional.empty();
    }

    /** Listens for the caller's tones from now on, where its phone knows no events. */
    void hearTones() {
        CallerLeg caller = call.caller();
        Optional<MediaStream> audio = caller.media.audio();
        if (tones != null || audio.isEmpty() || takesEvents(caller)) return;
        tones = audio.get()
                .listen(
                        AudioSide.HEARD,
                        Detectors.digits(
                                digit -> call.onLoop(() -> pressed(caller, digit, DigitSource.TONE, Duration.ZERO))));
    }

    @Override
    public void close() {
        if (asking != null) asking.close();
        asking = null;
        if (tones != null) tones.close();
    }
}
