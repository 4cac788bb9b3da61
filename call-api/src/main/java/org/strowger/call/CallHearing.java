package org.strowger.call;

import java.time.Duration;

/** What a program hears from its caller: digits, silence, tones. On the call's thread, as all of {@link Call}. */
public interface CallHearing {

    /**
     * Asks the caller for digits. Answers first. The prompts are played until the first digit is pressed; digits that
     * were pressed ahead of the question, and to nobody else, count.
     *
     * @throws Call.PlayFailed if a prompt can't be played
     */
    DigitAnswer ask(DigitQuestion question);

    /**
     * From now on tells {@link CallProgram#pressed} of digits that the caller presses by tones too; by events and INFO
     * it is told anyway.
     */
    void listenForDigits();

    /**
     * From now on tells {@link CallProgram#fellSilent} once for each time that the caller, having been answered, says
     * nothing for so long.
     */
    void listenForSilence(Duration silence);

    /**
     * From now on tells {@link CallProgram#heardTone} and events of fax machines and answering machines at the caller's
     * side.
     */
    void listenForTones();
}
