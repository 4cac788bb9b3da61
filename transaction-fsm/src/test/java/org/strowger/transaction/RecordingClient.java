package org.strowger.transaction;

import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** Writes down what one client transaction tells. */
final class RecordingClient implements ClientListener {

    final List<String> told = new ArrayList<>();
    Runnable onProvisional = () -> {};
    Runnable onAnswered = () -> {};
    private @Nullable ClientTransaction transaction;

    void transaction(ClientTransaction ours) {
        transaction = ours;
    }

    ClientTransaction transaction() {
        if (transaction == null) throw new IllegalStateException("nothing has been sent");
        return transaction;
    }

    @Override
    public void provisional(Response response) {
        told.add(Integer.toString(response.getStatusCode()));
        onProvisional.run();
    }

    @Override
    public void answered(Response response) {
        told.add(Integer.toString(response.getStatusCode()));
        onAnswered.run();
    }

    @Override
    public void timedOut() {
        told.add("timed out");
    }

    @Override
    public void transportFailed() {
        told.add("transport failed");
    }
}
