package org.strowger.dialog.invite;

import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import org.strowger.dialog.core.DialogSender;

/**
 * A branch of our INVITE that answered after another had, or after we had given up: it believes that it talks to us, so
 * it is acknowledged and hung up (§13.2.2.4), where our INVITE went: what it names itself is not looked for, since a
 * callee could name as many others as it likes, and have each of them sent an ACK and eleven BYEs. Runs on its loop.
 */
final class LateFork {

    private final DialogSender sender;

    LateFork(DialogSender sender) {
        this.sender = sender;
    }

    /** Acknowledges and hangs up; {@code over} is told when the BYE has its answer, or none in time. */
    void hangUp(long cseq, Consumer<LateFork> over) {
        sender.acknowledge(cseq, Optional.empty());
        Request bye = sender.dialog().request(Request.BYE);
        sender.ask(bye, _ -> {
            sender.close();
            over.accept(this);
        });
    }

    /** Its 2xx again. */
    void repeated(long cseq) {
        sender.repeatAcknowledgement(cseq);
    }
}
