package org.strowger.dialplan.literal;

import org.strowger.call.Sound;
import org.strowger.dialplan.text.ProblemCode;

/** A sound by its name: a file that is there, or a URL; lists of them. */
public final class SoundName implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.elements().forEach(this::judge);
        literal.text().ifPresent(name -> {
            if (name.contains("://")) judgeUrl(literal, name);
            else if (!literal.facts().hasSound(name))
                literal.problem(
                        ProblemCode.MISSING_FILE,
                        "there is no sound file '" + name + "'",
                        literal.facts().soundHint(name));
        });
    }

    private static void judgeUrl(Literal literal, String url) {
        try {
            Sound.named(url);
        } catch (IllegalArgumentException bad) {
            literal.problem(ProblemCode.BAD_VALUE, "'" + url + "' can't be played", "write 'http://…' or 'https://…'");
        }
    }
}
