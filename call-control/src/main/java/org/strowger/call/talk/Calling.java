package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.Hunting;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoMedia;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipResponse;

/**
 * The verb {@code call}: a second leg for the program's own hands; the caller hears ringing meanwhile. Runs on the
 * call's loop.
 */
final class Calling implements Hunting.Listener, AutoCloseable {

    private final TalkContext call;
    private final Reply<CalleeLeg> reply;
    private final Hunting hunting;

    Calling(TalkContext call, DialOptions options, Reply<CalleeLeg> reply) {
        this.call = call;
        this.reply = reply;
        this.hunting = new Hunting(call, options, call.caller()::offerOnward, this);
    }

    void start(Destination destination) {
        hunting.start(destination);
    }

    @Override
    public void close() {
        hunting.close();
    }

    @Override
    public void rings(
            CalleeLeg leg, SipResponse response, Optional<SessionDescription> early, Hunting.Company company) {
        call.media().hearsRinging(call.caller());
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        leg.watchedBy(CalleeLeg.Watcher.farewell());
        call.media().silence(call.caller());
        try {
            if (description.isEmpty())
                fails(leg, SipResponse.NOT_ACCEPTABLE_HERE, "answered without a session description");
            else {
                leg.media.hear(description.get());
                if (!leg.offered()) leg.answerForItself(description.get());
                reply.done(leg);
            }
        } catch (NoMedia e) {
            call.lacks(e, leg.party());
            fails(leg, e.status(), e.why());
        }
    }

    private void fails(CalleeLeg leg, int status, String why) {
        leg.release();
        lost(new DialOutcome.Unreachable(status, why));
    }

    @Override
    public void lost(DialOutcome outcome) {
        call.media().silence(call.caller());
        call.lastWord(outcome);
        reply.failed(new Leg.NotAnswered(outcome));
    }
}
