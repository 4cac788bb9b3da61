package org.strowger.transaction;

/** Sends one printed ACK as often as its 2xx comes. Runs on its loop. */
final class AckSender implements Runnable {

    private final TransactionContext context;
    private PreparedRequest way;
    private boolean sent;

    AckSender(TransactionContext context, PreparedRequest way) {
        this.context = context;
        this.way = way;
    }

    @Override
    public void run() {
        if (sent) context.counters.retransmitted.increment();
        sent = true;
        send();
    }

    private void send() {
        PreparedRequest tried = way;
        tried.send(context.network, () -> context.loop.execute(() -> failed(tried)));
    }

    /** Nobody is told: the peer repeats its 2xx, and then gives up with a BYE of its own (§13.3.1.4). */
    private void failed(PreparedRequest tried) {
        if (tried.instead().isEmpty()) context.counters.transportFailures.increment();
        else {
            way = tried.instead().get();
            send();
        }
    }
}
