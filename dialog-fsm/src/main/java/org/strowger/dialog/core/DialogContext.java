package org.strowger.dialog.core;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.message.Messages;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.RequestInspector;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/** What all sessions of one layer share. */
public final class DialogContext {

    private static final Logger LOG =
            LoggerFactory.getLogger("org.strowger.dialog.layer.DialogLayer"); // whose parts ask

    public final Loop loop;
    public final TransactionLayer transactions;
    final SipNetwork network;
    final HopResolver resolver;
    public final Identifiers ids;
    public final UserAgentSettings settings;
    public final MachineObserver observer;
    public final RequestInspector inspector;
    public final Counters counters = new Counters();
    public final Messages messages;
    public final RandomGenerator random;
    public final Timings timings;
    /** Of a session that lasts as long as we ask for. */
    public final Timings usualSession;

    public DialogContext(
            Loop loop,
            TransactionLayer transactions,
            SipNetwork network,
            HopResolver resolver,
            Identifiers ids,
            UserAgentSettings settings,
            MachineObserver observer) {
        this.loop = loop;
        this.transactions = transactions;
        this.network = network;
        this.resolver = resolver;
        this.ids = ids;
        this.settings = settings;
        this.observer = observer;
        this.inspector = new RequestInspector(settings.understood());
        this.messages = new Messages(settings, inspector, network);
        // the loop's own identifiers decide, so that a run with the same ones draws the same waits
        this.random = new SplittableRandom(ids.tag().hashCode());
        this.usualSession = SessionTime.of(settings.sessions().expires().toSeconds());
        this.timings = SipTime.timings(settings.transactions(), Duration.ofSeconds(1));
    }

    /** 64·T1. */
    public Duration patience() {
        return settings.cancelPatience();
    }

    /** §12.2.2: no such dialog, or none any more. */
    public void noDialog(ServerTransaction transaction) {
        counters.unknownDialogs.increment();
        transaction.respondOnce(messages.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, transaction.request()));
    }

    /** Answers with a status that says it all. */
    public void respond(ServerTransaction transaction, int status) {
        transaction.respond(messages.response(status, transaction.request()));
    }

    /** Calls somebody above. What they throw is their defect: it is logged once, here, and harms nobody else. */
    public boolean tell(Object session, String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            counters.listenerFaults.increment();
            LOG.warn("{}: the listener failed at '{}'", session, what, e);
            return false;
        }
    }
}
