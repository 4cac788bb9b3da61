package org.strowger.transaction;

/** Sends one printed ACK as often as its 2xx comes. Runs on its loop. */
final class AckSender implements Runnable {

    private final Wiring wiring;
    private Outgoing way;
    private boolean sent;

    AckSender(Wiring wiring, Outgoing way) {
        this.wiring = wiring;
        this.way = way;
    }

    @Override
    public void run() {
        if (sent) wiring.counters.retransmitted.increment();
        sent = true;
        send();
    }

    private void send() {
        Outgoing tried = way;
        tried.send(wiring.network, () -> wiring.loop.execute(() -> failed(tried)));
    }

    /** Nobody is told: the peer repeats its 2xx, and then gives up with a BYE of its own (§13.3.1.4). */
    private void failed(Outgoing tried) {
        if (tried.instead().isEmpty()) wiring.counters.transportFailures.increment();
        else {
            way = tried.instead().get();
            send();
        }
    }
}
