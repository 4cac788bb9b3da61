package org.strowger.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipRequest;

/** A user that writes down what it is told, and by default does nothing about it. */
final class RecordingUser implements TransactionUser {

    final List<ServerTransaction> requested = new ArrayList<>();
    /** What each of these was asked, which it doesn't keep itself. */
    final List<Request> requests = new ArrayList<>();

    final List<Request> acknowledged = new ArrayList<>();
    final List<Response> strays = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    Consumer<ServerTransaction> onRequest = _ -> {};

    @Override
    public void requested(ServerTransaction transaction) {
        requested.add(transaction);
        requests.add(transaction.request());
        transaction.listener(new ServerListener() {
            @Override
            public void cancelled(SipRequest cancel) {
                told.add("cancelled");
            }

            @Override
            public void timedOut() {
                told.add("timed out");
            }

            @Override
            public void transportFailed() {
                told.add("transport failed");
            }

            @Override
            public void terminated() {
                told.add("terminated");
            }
        });
        onRequest.accept(transaction);
    }

    @Override
    public void acknowledged(Request ack) {
        acknowledged.add(ack);
    }

    @Override
    public void strayAnswer(Response response) {
        strays.add(response);
    }

    ServerTransaction last() {
        return requested.getLast();
    }

    void responds(int status) {
        last().respond(Sip.response(status, requests.getLast()));
    }
}
