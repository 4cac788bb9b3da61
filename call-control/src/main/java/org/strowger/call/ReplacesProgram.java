package org.strowger.call;

import java.util.Optional;

/** What becomes of an INVITE with Replaces (RFC 3891): its caller takes the place of a leg of another call; no route is asked. On the call's thread. */
final class ReplacesProgram implements CallProgram {

    private final DialogKey dialog;

    private ReplacesProgram(DialogKey dialog) {
        this.dialog = dialog;
    }

    /** Nothing, if the INVITE replaces nothing. */
    static Optional<CallProgram> of(Call.CallRequest request) {
        return request.header("Replaces").flatMap(DialogKey::parse).map(ReplacesProgram::new);
    }

    @Override
    public void run(Call call) {
        if (call instanceof ProgramCall program) program.replaces(dialog);
    }

    @Override
    public String label() {
        return "(replaces a leg)";
    }
}
