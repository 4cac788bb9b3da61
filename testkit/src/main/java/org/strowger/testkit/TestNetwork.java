package org.strowger.testkit;

import java.time.Duration;
import org.strowger.media.memory.NetworkConditions;
import org.strowger.sip.memory.InMemoryNetwork;

/** The network of a test, for signalling and media alike. Perfect until told otherwise. */
public final class TestNetwork {

    private final VirtualSwitch home;
    private double loss;
    private double duplication;
    private Duration delay = Duration.ZERO;
    private Duration jitter = Duration.ZERO;

    TestNetwork(VirtualSwitch home) {
        this.home = home;
    }

    /** Loses this share of all datagrams from now on, 0 to 1. */
    public TestNetwork loses(double share) {
        loss = share;
        return apply();
    }

    /** Loses this share of all datagrams from now on, 0 to 1: {@code network.loses 0.05}. */
    public TestNetwork loses(java.math.BigDecimal share) {
        return loses(share.doubleValue());
    }

    /** Brings this share of all datagrams twice from now on, 0 to 1. */
    public TestNetwork doubles(double share) {
        duplication = share;
        return apply();
    }

    /** Takes this long from now on. */
    public TestNetwork delays(Duration least) {
        return delays(least, least);
    }

    /** Takes between so long and so long from now on, so that datagrams overtake one another. */
    public TestNetwork delays(Duration least, Duration most) {
        delay = least;
        jitter = most.minus(least);
        return apply();
    }

    /** Is perfect again. */
    public TestNetwork recovers() {
        loss = 0;
        duplication = 0;
        return delays(Duration.ZERO);
    }

    private TestNetwork apply() {
        home.network().conditions(new InMemoryNetwork.Conditions(delay, jitter, loss, duplication));
        home.media().conditions(new NetworkConditions(loss, duplication, delay, delay.plus(jitter)));
        return this;
    }

    /** What is wrong with it. */
    @Override
    public String toString() {
        return "loses " + loss + ", doubles " + duplication + ", delays " + delay + " to " + delay.plus(jitter);
    }
}
