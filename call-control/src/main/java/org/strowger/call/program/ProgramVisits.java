package org.strowger.call.program;

import org.strowger.agent.AgentRequest;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.VoiceAgent;
import org.strowger.call.live.CallHome;
import org.strowger.call.room.ConferenceDoor;
import org.strowger.call.room.GuestSounds;
import org.strowger.call.room.RoomVisit;
import org.strowger.call.voicemail.MailboxMenu;
import org.strowger.call.voicemail.MessageNews;
import org.strowger.call.voicemail.MessageTaking;

/**
 * With what, instead of with somebody, a call connects its caller: mailboxes, conferences, voice agents. Runs on the
 * call's thread.
 */
interface ProgramVisits extends ProgramSounds {

    @Override
    default void voicemail(String box, MailboxGreeting greeting) {
        CallHome home = live().home();
        MessageTaking taking = new MessageTaking(
                this,
                home.mailboxes(),
                home.settings().sound().voicemail().longest(),
                new MessageNews(live().id(), home, home.lamps()));
        taking.take(box, greeting, live().id() + course().verbs(), home.time(), this::record);
    }

    @Override
    default void mailbox(String box) {
        MessageNews news =
                new MessageNews(live().id(), live().home(), live().home().lamps());
        CallHome home = live().home();
        new MailboxMenu(this, home.mailboxes(), box, () -> news.changed(box), home.time(), home::publish)
                .visit(this::record);
    }

    @Override
    default ConferenceOutcome conference(String room, ConferenceOptions options) {
        if (room.isBlank()) throw new IllegalArgumentException("a conference needs a name");
        answer();
        ConferenceDoor door = new ConferenceDoor(this, live().home().settings().sound(), this::fetched, this::record);
        GuestSounds sounds = door.open(options);
        return perform(reply -> RoomVisit.enter(live(), live().home().rooms(), room, options, sounds, reply));
    }

    @Override
    default VoiceAgent stream(AgentRequest request) {
        answer();
        ProgramAgent agent =
                new ProgramAgent(this, perform(reply -> live().agents().invite(request, reply)));
        agent.listen();
        return agent;
    }
}
