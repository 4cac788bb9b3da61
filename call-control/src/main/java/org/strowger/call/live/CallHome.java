package org.strowger.call.live;

import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.core.Admission;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.room.Rooms;
import org.strowger.call.sound.SoundShelf;
import org.strowger.call.talk.Neighbour;
import org.strowger.call.voicemail.MessageLamps;
import org.strowger.directory.OnBehalf;
import org.strowger.voicemail.Mailboxes;

/** The part of the exchange that runs on a call's loop, as the call itself and its program see it. */
public interface CallHome extends ExchangeServices {

    Gatherings gatherings();

    Rooms rooms();

    Mailboxes mailboxes();

    /** Lamps of phones that say how many messages wait. */
    MessageLamps lamps();

    SoundShelf shelf();

    /** The loop that owns a dialog. */
    Neighbour neighbour(String callId);

    /** Why what a call is sent on to would be refused, by the rights of whoever sends it on. */
    Optional<Admission.Shut> refusesOnward(LiveCall call, OnBehalf by, String number);

    /** The verb: the caller proves itself now, or its call ends with a challenge or a refusal. */
    void authenticate(LiveCall call, Reply<Caller> reply);

    void legBegins(CalledLeg called);

    /** Its caller has proved in its midst to be this account. */
    void proved(LiveCall call, String account);

    /** The program writes a field of its call's charging record, or takes it away. */
    void recordField(LiveCall call, String name, Optional<Object> value);

    void legEnds(String callId);

    /**
     * A caller who knows the tag of our answer is where he seems to be: whoever invents an address doesn't hear what is
     * sent there.
     */
    void confirmed(LiveCall call);

    void callEnds(LiveCall call);

    /** The call is over, and all have been told. */
    void callEnded(LiveCall call);

    void programGone(LiveCall call);

    void programFault(String call, String route, int version, String why);
}
