package org.strowger.call.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.ReachablePhones;
import org.strowger.dialog.LoneRequest;
import org.strowger.directory.Target;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.OneShot;
import org.strowger.transaction.AnswerListener;

/**
 * A message on its way to all phones of an account at once. The first that takes it says what has come of it; the
 * others have it all the same, since a MESSAGE can't be cancelled (RFC 3261 §9.1). Runs on its loop.
 */
final class Delivery {

    /**
     * RFC 4320 §4.2: who has sent it hears nothing that we say after 64·T1, of which its way to us and ours back take
     * some.
     */
    private static final int PATIENCE = 48;

    private final ExchangeServices home;
    private final InstantMessage message;
    private final Consumer<Outcome> told;
    private final OneShot end = new OneShot();
    private final List<Outcome.Refused> refusals = new ArrayList<>(1);
    private final List<Phone> phones = new ArrayList<>(1);
    private int open;

    /** @param told what has come of it, once; perhaps before {@link #start} returns */
    Delivery(ExchangeServices home, InstantMessage message, Consumer<Outcome> told) {
        this.home = home;
        this.message = message;
        this.told = told;
    }

    void start() {
        for (List<Target> ways : ReachablePhones.of(message.to(), home)) phones.add(new Phone(ways));
        open = phones.size();
        if (open == 0) {
            over(new Outcome.Nobody());
            return;
        }
        end.runs(home.loop().schedule(patience(), this::giveUp));
        phones.forEach(Phone::next);
    }

    private Duration patience() {
        return home.settings().transactions().t1().multipliedBy(PATIENCE);
    }

    private void giveUp() {
        phones.forEach(Phone::noMore);
        over(soFar());
    }

    private Outcome soFar() {
        return refusals.isEmpty() ? new Outcome.Silence() : Outcome.best(refusals);
    }

    private void lost() {
        if (--open == 0) over(soFar());
    }

    private void over(Outcome outcome) {
        end.finish(() -> told.accept(outcome));
    }

    private void send(Target target, Hop hop, Phone phone) {
        List<SipHeader> headers = new ArrayList<>(message.headers());
        headers.add(SipHeader.maxForwards(message.hops()));
        home.dialogs()
                .send(
                        new LoneRequest(
                                SipRequest.MESSAGE,
                                target.uri(),
                                message.sender(),
                                NameAddress.of(target.to()),
                                target.routes(),
                                hop,
                                target.flow(),
                                headers,
                                message.contentType(),
                                message.body()),
                        phone);
    }

    /** One device, by one of its ways after the other as long as they lead nowhere (RFC 5626 §6). */
    private final class Phone implements AnswerListener {
        private final Deque<Target> ways;

        Phone(List<Target> ways) {
            this.ways = new ArrayDeque<>(ways);
        }

        void next() {
            Target way = ways.poll();
            if (way == null) lost();
            else if (way.fixedHop().isPresent()) send(way, way.fixedHop().get(), this);
            else home.resolver().resolve(way.nextHop(), home.loop(), hops -> resolved(way, hops));
        }

        /** Asks by none of the ways that are left. */
        void noMore() {
            ways.clear();
        }

        private void resolved(Target way, List<Hop> hops) {
            if (hops.isEmpty()) next();
            else send(way, hops.getFirst(), this);
        }

        @Override
        public void answered(SipResponse response) {
            switch (Outcome.of(response)) {
                case Outcome.Taken taken -> over(taken);
                case Outcome.Nobody _, Outcome.Silence _ -> next();
                case Outcome.Refused refused -> {
                    refusals.add(refused);
                    lost();
                }
            }
        }

        @Override
        public void timedOut() {
            lost();
        }

        @Override
        public void transportFailed() {
            next();
        }
    }
}
