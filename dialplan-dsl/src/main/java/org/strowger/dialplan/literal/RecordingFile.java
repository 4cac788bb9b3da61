package org.strowger.dialplan.literal;

import java.nio.file.Path;
import org.strowger.dialplan.text.ProblemCode;

/** A file in the directory for recordings. */
public final class RecordingFile implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(name ->
                        Path.of(name).isAbsolute() || Path.of(name).normalize().startsWith(".."))
                .ifPresent(name -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        "'" + name + "' leads out of the directory for recordings",
                        "recordings.directory says where that is"));
    }
}
