package org.strowger.call.program;

import java.util.List;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.leg.DialogKey;

/**
 * What becomes of an INVITE with Replaces (RFC 3891): its caller takes the place of a leg of another call; no route is
 * asked. On the call's thread.
 */
final class ReplacesProgram implements CallProgram {

    private final Optional<DialogKey> dialog;

    private ReplacesProgram(Optional<DialogKey> dialog) {
        this.dialog = dialog;
    }

    /**
     * Nothing, if the INVITE replaces nothing. An emergency call is one, whatever it says beside: it comes in without
     * proving who calls.
     */
    static Optional<CallProgram> of(IncomingRequest request) {
        List<String> replaced = request.headers("Replaces");
        if (replaced.isEmpty()) return Optional.empty();
        // RFC 3891 §3: "If more than one Replaces header field is present in an INVITE": 400
        // As it was written: a parser stops at the comma of a second one.
        return Optional.of(new ReplacesProgram(
                replaced.size() > 1
                        ? Optional.empty()
                        : DialogKey.parse(request.wire().value("replaces"))));
    }

    @Override
    public void run(Call call) {
        if (dialog.isEmpty()) call.reject(400); // it names no dialog: a syntax error (RFC 3261 §21.4.1)
        else if (call instanceof ProgramCall program) program.replaces(dialog.get());
    }

    @Override
    public String label() {
        return "(replaces a leg)";
    }
}
