package org.strowger.call.sound;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.statemachine.Timeout;

/** Puts the answer to one question together, digit by digit. Tells it once. Runs on the call's loop. */
final class DigitCollector implements AutoCloseable {

    /** Runs something later on the loop. */
    @FunctionalInterface
    interface Alarm {
        Timeout after(Duration delay, Runnable task);
    }

    private final DigitQuestion question;
    private final Alarm alarm;
    private final Runnable bargeIn;
    private final Consumer<DigitAnswer> done;
    private final StringBuilder digits = new StringBuilder();
    private Timeout patience = Timeout.NONE;
    private Optional<DigitAnswer> answer = Optional.empty();

    DigitCollector(DigitQuestion question, Alarm alarm, Runnable bargeIn, Consumer<DigitAnswer> done) {
        this.question = question;
        this.alarm = alarm;
        this.bargeIn = bargeIn;
        this.done = done;
    }

    DigitQuestion question() {
        return question;
    }

    /** Whether a digit has been taken. */
    boolean hasBegun() {
        return !digits.isEmpty();
    }

    boolean isOver() {
        return answer.isPresent();
    }

    /** The prompts are over: from now on it waits no longer than the question says. */
    void promptsOver() {
        if (!isOver() && !hasBegun()) waitFor(question.timeout());
    }

    void pressed(char digit) {
        if (isOver()) return;
        patience.cancel();
        if (!hasBegun()) bargeIn.run();
        if (question.end().filter(end -> end == digit).isPresent()) {
            finish(DigitAnswer.Ending.END_KEY);
            return;
        }
        digits.append(digit);
        switch (question.plan().judge(digits.toString())) {
            case MORE -> waitFor(question.pause());
            case PERHAPS -> alarmFor(question.pause(), DigitAnswer.Ending.COMPLETE);
            case ENOUGH -> finish(DigitAnswer.Ending.COMPLETE);
            case WRONG -> finish(DigitAnswer.Ending.WRONG);
        }
    }

    private void waitFor(Duration time) {
        alarmFor(time, DigitAnswer.Ending.TIMEOUT);
    }

    private void alarmFor(Duration time, DigitAnswer.Ending ending) {
        patience.cancel();
        patience = alarm.after(time, () -> finish(ending));
    }

    private void finish(DigitAnswer.Ending ending) {
        if (isOver()) return;
        patience.cancel();
        DigitAnswer complete = new DigitAnswer(digits.toString(), ending);
        answer = Optional.of(complete);
        done.accept(complete);
    }

    /** Ends it without an answer. */
    @Override
    public void close() {
        patience.cancel();
        if (!isOver()) answer = Optional.of(new DigitAnswer(digits.toString(), DigitAnswer.Ending.TIMEOUT));
    }
}
