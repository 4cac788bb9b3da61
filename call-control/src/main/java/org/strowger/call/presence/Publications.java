package org.strowger.call.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.event.PublicationEvent;
import org.strowger.sip.Identifiers;
import org.strowger.sip.message.SipResponse;

/**
 * What the phones of some accounts have published (RFC 3903): an account has all of its publications on one loop,
 * whichever loop its PUBLISHes arrive at. Runs on its loop.
 */
public final class Publications {

    /** Publications of an account at once: as many as it may have contacts, each has one. */
    static final int MOST_OF_ACCOUNT = 10;

    private final ExchangeServices home;
    private final Identifiers ids;
    private final PublishedStates states;
    private final Map<String, List<Publication>> live = new HashMap<>();

    /** Without any. */
    public Publications(ExchangeServices home, Identifiers ids, PublishedStates states) {
        this.home = home;
        this.ids = ids;
        this.states = states;
    }

    /** Takes a PUBLISH whose account has its publications on this loop. Any thread. */
    void published(Publish publish) {
        home.loop().execute(() -> take(publish));
    }

    private void take(Publish publish) {
        List<Publication> ofAccount = live.getOrDefault(publish.account(), List.of());
        if (publish.tag().isEmpty()) {
            begin(publish, ofAccount.size());
            return;
        }
        // §6: a tag that is not known (any more) is for its phone to begin anew.
        ofAccount.stream()
                .filter(one -> one.tag().equals(publish.tag().get()))
                .findFirst()
                .ifPresentOrElse(
                        one -> one.republished(publish),
                        () -> publish.answered()
                                .accept(Publish.Answer.refused(Publisher.CONDITION_FAILED, "no such entity tag")));
    }

    private void begin(Publish publish, int before) {
        Optional<PublishedPresence> state = publish.state();
        if (state.isEmpty())
            publish.answered().accept(Publish.Answer.refused(SipResponse.BAD_REQUEST, "nothing is published"));
        else if (publish.seconds() == 0)
            publish.answered().accept(Publish.Answer.done(tag())); // over as soon as it has begun
        else if (before >= MOST_OF_ACCOUNT)
            publish.answered()
                    .accept(Publish.Answer.refused(
                            SipResponse.SERVICE_UNAVAILABLE, "the account has as many publications as it may"));
        else new Publication(this, home.loop(), publish.account(), state.get()).begin(publish);
    }

    String tag() {
        return ids.tag();
    }

    /** A publication says this from now on. */
    void keep(Publication one, Publish as) {
        List<Publication> ofAccount = live.computeIfAbsent(one.account(), _ -> new ArrayList<>(1));
        if (!ofAccount.contains(one)) ofAccount.add(one);
        show(one.account(), ofAccount);
        home.publish(new PublicationEvent.Published(one.account(), Duration.ofSeconds(as.seconds()), as.source()));
    }

    void forget(Publication one) {
        List<Publication> left = live.getOrDefault(one.account(), List.of());
        left.remove(one);
        if (left.isEmpty()) live.remove(one.account());
        show(one.account(), left);
    }

    void tellEnded(Publication one, String why) {
        home.publish(new PublicationEvent.PublicationEnded(one.account(), why));
    }

    private void show(String account, List<Publication> now) {
        states.are(account, now.stream().map(Publication::presence).toList());
    }
}
