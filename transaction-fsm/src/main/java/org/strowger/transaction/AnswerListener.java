package org.strowger.transaction;

import javax.sip.message.Response;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipResponse;

/** Told of how a request of ours ends, as the layers above see it; nothing of what is provisional. On its loop. */
public interface AnswerListener extends ClientListener {

    /** A final response. */
    void answered(SipResponse response);

    @Override
    default void provisional(Response response) {}

    @Override
    default void answered(Response response) {
        answered(Jain.wrap(response));
    }
}
