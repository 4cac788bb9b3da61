package org.strowger.call.voicemail;

import org.strowger.call.core.ExchangeServices;
import org.strowger.call.event.MailboxEvent;
import org.strowger.voicemail.Mailboxes;

/** Publishes what became of a message for a mailbox. On any thread. */
public record MessageNews(String call, ExchangeServices home, MessageLamps lamps) implements MessageTaking.Kept {

    @Override
    public void message(String box, Mailboxes.Message message) {
        home.publish(new MailboxEvent.MessageLeft(
                call, box, message.from(), message.file().toString(), message.length()));
        changed(box);
    }

    /** What the box holds is another than before. */
    public void changed(String box) {
        home.loop().execute(() -> lamps.changed(box));
    }

    @Override
    public void lost(String box, String why) {
        home.publish(new MailboxEvent.MessageLost(call, box, why));
    }
}
