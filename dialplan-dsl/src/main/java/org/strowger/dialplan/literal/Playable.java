package org.strowger.dialplan.literal;

import org.strowger.call.Sound;
import org.strowger.dialplan.text.ProblemCode;

/**
 * A file or URL, a {@code tone}, what {@code say} makes, or a list of them; more than the compiler can say of one
 * option.
 */
public final class Playable implements Judge {

    private final SoundName name = new SoundName();

    @Override
    public void judge(Literal literal) {
        if (!literal.mayBeOrHold(Sound.class, CharSequence.class))
            literal.problem(ProblemCode.WRONG_TYPE, "this can't be played", "'a.wav', tone('…'), say('…'), or a list");
        name.judge(literal);
    }
}
