package org.strowger.dialog.core;

import java.util.function.Consumer;
import javax.sip.message.Response;
import org.strowger.transaction.ClientListener;

/**
 * Of a re-INVITE that has been answered: its 2xx may come again for half a minute (RFC 6026 §7.1), and finds its
 * session by its Call-ID, if there still is one.
 */
public record Repeats(Consumer<Response> stray) implements ClientListener {

    @Override
    public void provisional(Response response) {}

    @Override
    public void answered(Response response) {
        stray.accept(response);
    }

    @Override
    public void timedOut() {}

    @Override
    public void transportFailed() {}
}
