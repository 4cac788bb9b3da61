package org.strowger.dialog.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.strowger.dialog.core.Counters;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.Repeats;
import org.strowger.dialog.invite.InviteSession;
import org.strowger.dialog.invite.LateAnswers;
import org.strowger.dialog.invite.Sessions;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Fields;
import org.strowger.transaction.ClientListener;

/**
 * The sessions of one loop by their ids, and those that left before an answer which may still come. Runs on its loop.
 */
final class LiveSessions implements Sessions {

    private final Counters counters;
    private final Map<DialogId, InviteSession> sessions = new HashMap<>();
    private final Departed departed;
    private final Repeats repeats = new Repeats(this::strayAnswer);

    LiveSessions(DialogContext context) {
        this.counters = context.counters;
        this.departed = new Departed(context.loop, context.patience());
    }

    Optional<InviteSession> find(String callId, String localTag) {
        return Optional.ofNullable(sessions.get(new DialogId(callId, localTag)));
    }

    void keep(InviteSession session) {
        if (sessions.put(session.id, session) == null) counters.live.increment();
    }

    /**
     * A 2xx that no transaction waits for: it is its session's, or that of one which gave up and might still be
     * answered.
     */
    void strayAnswer(Response response) {
        DialogId id = new DialogId(Fields.callId(response), Fields.fromTag(response));
        InviteSession session = sessions.get(id);
        if (session != null) session.answeredLate(response);
        else departed.find(id).ifPresent(late -> late.answered(response));
    }

    @Override
    public void forget(InviteSession session) {
        if (sessions.remove(session.id, session)) counters.live.decrement();
    }

    @Override
    public void departed(DialogId id, LateAnswers late) {
        departed.remember(id, late);
    }

    @Override
    public ClientListener repeats() {
        return repeats;
    }
}
